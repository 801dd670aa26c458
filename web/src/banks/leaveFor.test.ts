import { expect, it, vi } from 'vitest'
import { leaveFor } from './leaveFor.ts'

const here = () => ({ href: 'http://localhost:3000/banks', assign: vi.fn() })

it('goes to the bank’s page', () => {
  const location = here()

  leaveFor('https://bank.example/authorize?state=1', location)

  expect(location.assign).toHaveBeenCalledWith('https://bank.example/authorize?state=1')
})

it('refuses an address that would run in this page', () => {
  const location = here()

  expect(() => leaveFor('javascript:alert(1)', location)).toThrow(TypeError)
  expect(location.assign).not.toHaveBeenCalled()
})

import { expect, it } from 'vitest'
import { toInitials } from './initials.ts'

it('takes the first and the last name', () => {
  expect(toInitials('Kari Anne Nordmann')).toBe('KN')
  expect(toInitials('Øystein')).toBe('Ø')
})

it('skips signs that are no letters', () => {
  expect(toInitials('* Vipps')).toBe('V')
  expect(toInitials('')).toBe('')
})

import { expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import BankMark from './BankMark.vue'

it.each([
  ['DNB', 'DNB'],
  ['Testbanken', 'Te'],
  ['S-Testi', 'ST'],
])('is letters of the name only: %s', async (name, letters) => {
  const wrapper = await mountInApp(BankMark, { props: { name } })

  expect(wrapper.text()).toBe(letters)
})

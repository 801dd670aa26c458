import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { usePreferences } from '../preferences/usePreferences.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import MoneyText from './MoneyText.vue'

const out = moneyFromMinor(-124950, parseCurrency('NOK'))
const into = moneyFromMinor(4215000, parseCurrency('NOK'))

it('follows the reader’s language', async () => {
  const wrapper = await mountInApp(MoneyText, { props: { money: out }, language: 'nb' })

  expect(wrapper.text()).toBe('−1\u00a0249,50\u00a0kr')
})

it('marks money in with a plus and the accent, never by colour alone', async () => {
  const wrapper = await mountInApp(MoneyText, { props: { money: into, signed: true } })

  expect(wrapper.text()).toBe('+NOK\u00a042,150.00')
  expect(wrapper.classes()).toContain('text-accent')
})

it('leaves no digit in the page when amounts are hidden', async () => {
  const wrapper = await mountInApp(MoneyText, { props: { money: out } })

  usePreferences().hideAmounts = true
  await nextTick()

  expect(wrapper.html()).not.toMatch(/1.?249|NOK/)
  expect(wrapper.find('.sr-only').text()).toBe('amount hidden')
})

it('says that the bank did not tell, instead of nought', async () => {
  const wrapper = await mountInApp(MoneyText, { props: { money: null } })

  expect(wrapper.text()).toBe('–not told by the bank')
})

import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { usePreferences } from '../preferences/usePreferences.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toTransaction } from '../testing/wireData.ts'
import TransactionFacts from './TransactionFacts.vue'

const abroad = toTransaction({
  amount: { minor: -27500, currency: 'NOK' },
  bankText: 'BOULANGERIE EUR 23,50 KURS 11,7021',
  valueDate: '2026-10-15',
  counterparty: { name: 'Boulangerie', account: '97101234567' },
  original: { amount: { minor: -2350, currency: 'EUR' }, rate: '11.7021' },
})
const mountFacts = (transaction = abroad) =>
  mountInApp(TransactionFacts, { props: { transaction, account: 'Brukskonto' } })

it('tells the amount of the purchase and the digits of the rate', async () => {
  const wrapper = await mountFacts()

  expect(wrapper.text()).toContain('−€23.50, at the rate 11.7021')
})

it('tells the value date only where it is another day', async () => {
  const same = toTransaction({ bookingDate: '2026-10-13', valueDate: '2026-10-13' })

  expect((await mountFacts()).text()).toContain('Value date')
  expect((await mountFacts(same)).text()).not.toContain('Value date')
})

it('says that a pending row can still change', async () => {
  const wrapper = await mountFacts(toTransaction({ status: 'pending' }))

  expect(wrapper.text()).toContain('The bank may still change the amount or the text.')
  expect(wrapper.find('dt').text()).toBe('Date')
})

it('leads to everything of the same counterparty', async () => {
  const wrapper = await mountFacts()

  expect(wrapper.find('a[href="/transactions?q=Boulangerie"]').exists()).toBe(true)
})

it('leaves no amount when amounts are hidden, nor in the bank’s own words', async () => {
  const wrapper = await mountFacts()

  usePreferences().hideAmounts = true
  await nextTick()

  expect(wrapper.text()).not.toMatch(/275|23[.,]50|11[.,]7/)
})

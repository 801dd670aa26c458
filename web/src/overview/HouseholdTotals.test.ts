import { expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount } from '../testing/wireData.ts'
import HouseholdTotals from './HouseholdTotals.vue'

const fresh = toAccount({ asOf: '2026-10-14T12:02:10.000Z' })
const mountTotals = (asOf: string) => {
  const stale = toAccount({ id: 'account-2', bank: 'slowbank', stale: true, asOf })
  return mountInApp(HouseholdTotals, {
    props: { accounts: [fresh, stale], getBankName: (bank: string) => bank },
  })
}

it('names the bank whose figures are from another time', async () => {
  const wrapper = await mountTotals('2026-10-14T11:10:00.000Z')

  expect(wrapper.text()).toContain('As of 14:02.')
  expect(wrapper.text()).toContain('slowbank as of 13:10.')
})

it('does not say the same time twice', async () => {
  const wrapper = await mountTotals('2026-10-14T12:02:00.000Z')

  expect(wrapper.text()).toContain('As of 14:02.')
  expect(wrapper.text()).not.toContain('slowbank')
})

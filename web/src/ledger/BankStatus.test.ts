import { expect, it } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toBank, toOutcome } from '../testing/wireData.ts'
import BankStatus from './BankStatus.vue'

function mountStatus(outcomes: unknown, asking = false) {
  fakeApi({ 'GET /api/banks': { banks: [toBank()] } })
  return mountInApp(BankStatus, { props: { outcomes, asking } })
}

it('tells the time that holds for all banks, which is that of the slowest', async () => {
  const wrapper = await mountStatus([
    toOutcome({ lastGoodAt: '2026-10-14T12:04:00.000Z' }),
    toOutcome({ lastGoodAt: '2026-10-14T11:35:00.000Z' }),
  ])

  expect(wrapper.text()).toBe('The banks answered 30 minutes ago')
})

it('says that the banks are being asked in the same place', async () => {
  const wrapper = await mountStatus([toOutcome()], true)

  expect(wrapper.text()).toBe('Asking the banks …')
})

it('counts what went wrong, with the notices folded behind it', async () => {
  const wrapper = await mountStatus([
    toOutcome(),
    toOutcome({ connection: 'connection-2', status: 'partial', problem: 'bank_partial' }),
  ])

  expect(wrapper.find('summary').text()).toBe('One bank did not answer as it should')
  expect(wrapper.findAll('details li')).toHaveLength(1)
})

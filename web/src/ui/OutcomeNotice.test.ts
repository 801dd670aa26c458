import { describe, expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import { toOutcome } from '../testing/wireData.ts'
import OutcomeNotice from './OutcomeNotice.vue'

const timedOut = toOutcome({
  status: 'failed',
  problem: 'bank_timeout',
  askedAt: '2026-10-14T12:02:00.000Z',
  lastGoodAt: '2026-10-14T11:10:00.000Z',
  reference: 'r-1',
})
const mountNotice = (outcome = timedOut, language: 'en' | 'nb' | 'sv' = 'en') =>
  mountInApp(OutcomeNotice, { props: { outcome, bankName: 'Testbanken' }, language })

describe('a bank that did not answer', () => {
  it('is told with both times and the reference', async () => {
    const wrapper = await mountNotice()

    expect(wrapper.find('p').text()).toBe(
      'Testbanken did not answer (asked 14:02). These figures are from 13:10.',
    )
    expect(wrapper.text()).toContain('Reference r-1')
  })

  it('is told in the reader’s language', async () => {
    const wrapper = await mountNotice(timedOut, 'nb')

    expect(wrapper.text()).toContain('Testbanken svarte ikke (spurt 14:02). Tallene er fra 13:10.')
  })

  it('can be asked again', async () => {
    const wrapper = await mountNotice()

    await wrapper.find('button').trigger('click')

    expect(wrapper.emitted('retried')).toHaveLength(1)
  })
})

it('says who can help when the bank does not know this Skrin', async () => {
  const wrapper = await mountNotice(toOutcome({ status: 'failed', problem: 'bank_client_invalid' }))

  expect(wrapper.text()).toContain('The person who hosts Skrin must check it.')
})

it('offers renewal, not another try, when the access has ended', async () => {
  const wrapper = await mountNotice(toOutcome({ status: 'failed', problem: 'reconnect_needed' }))

  expect(wrapper.findAll('button').map((button) => button.text())).toEqual(['Renew'])
})

it('offers no button while the bank wants quiet, but says until when', async () => {
  const wrapper = await mountNotice(
    toOutcome({
      status: 'failed',
      problem: 'bank_rate_limited',
      retryAt: '2026-10-14T12:15:00.000Z',
    }),
  )

  expect(wrapper.text()).toContain('Skrin may ask again in 10 minutes.')
  expect(wrapper.find('button').exists()).toBe(false)
})

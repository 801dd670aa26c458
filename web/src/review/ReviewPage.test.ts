import * as v from 'valibot'
import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { question } from '@skrin/shared/api/ledger'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toBank, toHistory } from '../testing/wireData.ts'
import ReviewPage from './ReviewPage.vue'

const row = {
  id: 'transaction-1',
  account: 'account-1',
  bookingDate: '2026-10-13',
  status: 'booked',
  state: 'shown',
  amount: { minor: -12900, currency: 'NOK' },
  text: 'Blomster',
  bankText: 'BLOMSTER 13.10',
}
const asked = v.parse(question, {
  id: 'question-1',
  kind: 'reservation',
  askedAt: '2026-10-14T10:05:00.000Z',
  transaction: row,
  candidates: [
    { ...row, id: 'transaction-2', bookingDate: '2026-10-11', text: 'Blomster A' },
    { ...row, id: 'transaction-3', bookingDate: '2026-10-12', text: 'Blomster B' },
  ],
})

async function mountPage(questions: readonly unknown[]) {
  const api = fakeApi({
    'GET /api/questions': { questions },
    'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
    'GET /api/banks': { banks: [toBank()] },
    'POST /api/questions/question-1': { history: toHistory() },
  })
  const wrapper = await mountInApp(ReviewPage, { path: '/transactions/review' })
  await flushPromises()
  return { api, wrapper }
}

it('takes two rows for one when a person says so', async () => {
  const { api, wrapper } = await mountPage([asked])

  expect(wrapper.text()).toContain('Is this the reservation that the bank no longer tells of?')
  await wrapper.find('[aria-label="The same as “Blomster B” of 12\u00a0October"]').trigger('click')
  await flushPromises()

  const sent = api.requests.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toEqual({ same: 'transaction-3' })
})

it('keeps them apart when it is none of them', async () => {
  const { api, wrapper } = await mountPage([asked])

  await wrapper.findAll('button').at(-1)?.trigger('click')
  await flushPromises()

  const sent = api.requests.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toEqual({ same: null })
})

it('says when there is nothing to decide', async () => {
  const { wrapper } = await mountPage([])

  expect(wrapper.text()).toContain('Nothing to decide.')
})

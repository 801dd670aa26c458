import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { usePreferences } from '../preferences/usePreferences.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import {
  toAccount,
  toBank,
  toConnection,
  toOutcome,
  toTransactionsAnswer,
} from '../testing/wireData.ts'
import OverviewPage from './OverviewPage.vue'

const savings = toAccount({
  id: 'account-2',
  name: 'Sparekonto',
  balance: { minor: 5000000, currency: 'NOK' },
  trend: [4900000, 5000000],
})
const routes = {
  'GET /api/banks': { banks: [toBank()] },
  'GET /api/connections': { connections: [toConnection()] },
  'GET /api/accounts': { accounts: [toAccount(), savings], outcomes: [toOutcome()] },
  'GET /api/transactions': toTransactionsAnswer([{ id: 't-1' }]),
}

async function visit(changes = {}) {
  const api = fakeApi({ ...routes, ...changes })
  const wrapper = await mountInApp(OverviewPage)
  await flushPromises()
  return { wrapper, api }
}

it('answers first how much there is', async () => {
  const { wrapper } = await visit()

  const have = wrapper.find('section[aria-label="What you have"]')
  expect(have.text()).toContain('NOK\u00a051,249.50')
  expect(have.text()).toContain('As of 14:02.')
})

it('lists each account with its number in groups, linked to its page', async () => {
  const { wrapper } = await visit()

  expect(wrapper.find('a[href="/accounts/account-1"]').text()).toBe('Brukskonto')
  expect(wrapper.text()).toContain('9710 12 34567')
})

it('keeps accounts of given-up access apart and out of the total', async () => {
  const gone = toAccount({ id: 'account-3', name: 'Gammel konto', connected: false })

  const { wrapper } = await visit({
    'GET /api/accounts': { accounts: [toAccount(), gone], outcomes: [] },
  })

  expect(wrapper.find('section[aria-label="No longer connected"]').text()).toContain('Gammel konto')
  expect(wrapper.find('section[aria-label="What you have"]').text()).toContain('NOK\u00a01,249.50')
})

it('remembers how the accounts are grouped', async () => {
  const { wrapper } = await visit()

  await wrapper.find('input[type=radio][value=person]').setValue(true)

  expect(usePreferences().grouping).toBe('person')
  expect(wrapper.find('section[aria-label="Kari Nordmann"]').exists()).toBe(true)
})

describe('what needs a person', () => {
  it('stands there with its button', async () => {
    const ended = toOutcome({ status: 'failed', problem: 'reconnect_needed' })

    const { wrapper } = await visit({
      'GET /api/accounts': { accounts: [savings], outcomes: [ended] },
    })
    await wrapper
      .findAll('button')
      .find((one) => one.text() === 'Renew')
      ?.trigger('click')
    await flushPromises()

    expect(wrapper.router.currentRoute.value.fullPath).toBe('/banks?renew=connection-1')
  })

  it('is told ahead of the day', async () => {
    const { wrapper } = await visit({
      'GET /api/connections': {
        connections: [toConnection({ renewBy: '2026-10-20T10:00:00.000Z' })],
      },
    })

    expect(wrapper.text()).toMatch(/You need to renew Testbanken before 20\sOctober\./)
  })

  it('can be a bank to ask again, after which the page is asked for anew', async () => {
    const failed = toOutcome({ status: 'failed', problem: 'bank_timeout' })
    const { wrapper, api } = await visit({
      'GET /api/accounts': { accounts: [savings], outcomes: [failed] },
      'POST /api/connections/connection-1/refresh': toOutcome(),
    })
    api.calls.length = 0

    await wrapper
      .findAll('button')
      .find((one) => one.text() === 'Try again')
      ?.trigger('click')
    await flushPromises()

    expect(api.calls[0]).toBe('POST /api/connections/connection-1/refresh')
    expect(api.calls).toContain('GET /api/accounts')
  })
})

it('leads to the banks while nothing is connected', async () => {
  const { wrapper } = await visit({
    'GET /api/accounts': { accounts: [], outcomes: [] },
    'GET /api/connections': { connections: [] },
    'GET /api/transactions': toTransactionsAnswer([]),
  })

  expect(wrapper.find('a[href="/banks"]').text()).toBe('Connect a bank')
  expect(wrapper.find('section[aria-label="What you have"]').exists()).toBe(false)
})

it('says what is wrong when nothing is known', async () => {
  const { wrapper } = await visit({ 'GET /api/accounts': problemAnswer(503, 'unavailable') })

  expect(wrapper.find('[role=alert]').text()).toContain('Skrin cannot answer right now.')
})

it('has no amount anywhere when amounts are hidden', async () => {
  const { wrapper } = await visit()

  usePreferences().hideAmounts = true
  await nextTick()

  expect(wrapper.html()).not.toMatch(/NOK|249|51,|50,000/)
  expect(document.title).toBe('Overview · Skrin')
})

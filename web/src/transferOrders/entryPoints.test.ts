import { flushPromises } from '@vue/test-utils'
import type { Component } from 'vue'
import { describe, expect, it } from 'vitest'
import AccountPage from '../accounts/AccountPage.vue'
import AppRail from '../app/AppRail.vue'
import OverviewPage from '../overview/OverviewPage.vue'
import { useSession } from '../session/useSession.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toSentOrder } from '../testing/transferData.ts'
import {
  toAccount,
  toBank,
  toMember,
  toSession,
  toTransactionsAnswer,
} from '../testing/wireData.ts'

const able = toBank({ capabilities: { ...toBank().capabilities, transfers: true } })
const adult = { transfers: true }
const child = { transfers: true, member: { id: 'member-1', name: 'Emma', role: 'child' } }

async function open(
  page: Component,
  { session = adult, path = '/', account = {}, orders = [] }: Visit = {},
) {
  const api = fakeApi({
    'GET /api/session': toSession(session),
    'GET /api/banks': { banks: [able] },
    'GET /api/connections': { connections: [] },
    'GET /api/accounts': { accounts: [toAccount(account)], outcomes: [] },
    'GET /api/members': { members: [toMember()] },
    'GET /api/questions': { questions: [] },
    'GET /api/notices': { notices: [], unread: 0, nextCursor: null },
    'GET /api/transactions': toTransactionsAnswer([]),
    'GET /api/transactions/totals': { sums: [], count: 0 },
    'GET /api/categories': { categories: [] },
    'GET /api/transfer-orders': { orders },
  })
  const wrapper = await mountInApp(page, { path, before: () => useSession().ensureSession() })
  await flushPromises()
  return { api, wrapper }
}
interface Visit {
  readonly session?: object
  readonly path?: string
  readonly account?: object
  readonly orders?: readonly object[]
}

describe('the page of an account', () => {
  const path = '/accounts/account-1'

  it('leads to moving money from it', async () => {
    const { wrapper } = await open(AccountPage, { path })

    expect(wrapper.find('a[href="/move?from=account-1"]').text()).toBe('Move money')
  })

  it.each([
    [{ session: { transfers: false } }],
    [{ session: child }],
    [{ account: { access: 'balance', sharing: null } }],
    [{ account: { connected: false } }],
    [{ account: { closed: true } }],
  ])('does not with %j', async (changes) => {
    const { wrapper } = await open(AccountPage, { path, ...changes })

    expect(wrapper.find('a[href^="/move"]').exists()).toBe(false)
  })
})

describe('the overview', () => {
  it('leads to what waits for the person, and says that it cannot be told how one ended', async () => {
    const orders = [toSentOrder('unknown', { id: 'order-7' }), toSentOrder('processing')]
    const { wrapper } = await open(OverviewPage, { orders })

    expect(wrapper.find('section[aria-label="Needs you"]').text()).toContain(
      'Skrin does not know how one transfer ended.',
    )
    expect(wrapper.find('a[href="/move/order-7"]').exists()).toBe(true)
  })

  it('leads to all of them where there are several', async () => {
    const orders = ['order-1', 'order-2'].map((id) => toSentOrder('approval', { id }))
    const { wrapper } = await open(OverviewPage, { orders })

    const need = wrapper.find('section[aria-label="Needs you"]')
    expect(need.text()).toContain('2 transfers wait for your approval at the bank.')
    expect(need.find('a').attributes('href')).toBe('/move')
  })

  it('is silent about one that the person has decided', async () => {
    const orders = [toSentOrder('unknown', { decision: 'happened', knownBy: 'person' })]
    const { wrapper } = await open(OverviewPage, { orders })

    expect(wrapper.find('section[aria-label="Needs you"]').exists()).toBe(false)
  })

  it.each([[{ transfers: false }], [child]])(
    'asks nothing and offers nothing with %j',
    async (session) => {
      const { api, wrapper } = await open(OverviewPage, { session })

      expect(api.calls.filter((call) => call.includes('transfer-orders'))).toEqual([])
      expect(wrapper.find('a[href="/move"]').exists()).toBe(false)
    },
  )
})

it.each([
  [adult, true],
  [child, false],
  [{ transfers: false }, false],
])('is a place of the rail with %j: %s', async (session, isThere) => {
  const { wrapper } = await open(AppRail, { session })

  expect(wrapper.find('nav a[href="/move"]').exists()).toBe(isThere)
})

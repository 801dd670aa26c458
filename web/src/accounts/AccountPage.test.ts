import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { usePreferences } from '../preferences/usePreferences.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import {
  toAccount,
  toBank,
  toMember,
  toOutcome,
  toTransactionsAnswer,
} from '../testing/wireData.ts'
import AccountPage from './AccountPage.vue'

const account = toAccount({
  iban: 'NO9386011117947',
  holder: 'Kari Nordmann, Ola Nordmann',
  available: { minor: 100000, currency: 'NOK' },
  trend: [90000, 90000, 124950],
})
const others = toOutcome({ connection: 'connection-9', bank: 'otherbank', status: 'failed' })
const routes = {
  'GET /api/banks': { banks: [toBank()] },
  'GET /api/connections': { connections: [] },
  'GET /api/accounts': { accounts: [account], outcomes: [] },
  'GET /api/members': { members: [toMember()] },
  'GET /api/transactions': toTransactionsAnswer([{ id: 't-1' }], { outcomes: [others] }),
}

async function visit(id = 'account-1') {
  const api = fakeApi(routes)
  const wrapper = await mountInApp(AccountPage, { path: `/accounts/${id}` })
  await flushPromises()
  return { wrapper, api }
}

it('says what the bank says of the account', async () => {
  const { wrapper } = await visit()

  expect(wrapper.find('h1').text()).toBe('Brukskonto')
  expect(wrapper.findAll('dd').map((fact) => fact.text())).toEqual([
    '9710 12 34567',
    'NO93 8601 1117 947',
    'Kari Nordmann, Ola Nordmann',
    'Testbanken',
    'Nobody. Only you see it.Share',
  ])
  expect(wrapper.text()).toContain('Available NOK\u00a01,000.00')
})

it('has the balances of the chart as a table, a row for each change', async () => {
  const { wrapper } = await visit()

  expect(wrapper.findAll('tbody tr').map((row) => row.text())).toEqual([
    'Wednesday, 14 October 2026NOK\u00a01,249.50',
    'Monday, 12 October 2026NOK\u00a0900.00',
  ])
})

it('asks for the transactions of this account only, and tells of no other bank', async () => {
  const { wrapper, api } = await visit()

  expect(api.calls).toContain('GET /api/transactions?account=account-1&prefer=cache&limit=100')
  expect(wrapper.text()).not.toContain('otherbank')
})

it('hides the chart and the table with the amounts', async () => {
  const { wrapper } = await visit()

  usePreferences().hideAmounts = true
  await nextTick()

  expect(wrapper.find('figure').exists()).toBe(false)
  expect(wrapper.html()).not.toMatch(/NOK|,249|900/)
})

it('says so when the account is not among mine', async () => {
  const { wrapper } = await visit('account-9')

  expect(wrapper.text()).toContain('This account is not among yours.')
})

it('shows of a shared balance only that, and asks for no transactions', async () => {
  const shared = toAccount({
    access: 'balance',
    connection: null,
    owner: { id: 'member-2', name: 'Emma' },
    owners: [{ id: 'member-2', name: 'Emma' }],
    sharing: null,
    number: null,
  })
  const api = fakeApi({ ...routes, 'GET /api/accounts': { accounts: [shared], outcomes: [] } })

  const wrapper = await mountInApp(AccountPage, { path: '/accounts/account-1' })
  await flushPromises()

  expect(wrapper.findAll('dd').map((fact) => fact.text())).toEqual([
    'Testbanken',
    'Emma',
    'the balance, not the transactions',
  ])
  expect(wrapper.text()).toContain('Emma shares the balance of this account with you.')
  expect(wrapper.find('button').exists()).toBe(false)
  expect(api.calls.filter((call) => call.includes('transactions'))).toEqual([])
})

import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import {
  toAccount,
  toBank,
  toConnection,
  toOutcome,
  toTransactionsAnswer,
} from '../testing/wireData.ts'
import TransactionsPage from './TransactionsPage.vue'

const rows = [{ id: 't-1' }, { id: 't-2', text: 'Kaffe', status: 'pending' }]
const routes = {
  'GET /api/banks': { banks: [toBank()] },
  'GET /api/connections': { connections: [toConnection()] },
  'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
  'GET /api/transactions': toTransactionsAnswer(rows),
  'GET /api/transactions/totals': { count: 2, sums: [] },
}

async function visit(path = '/transactions', changes = {}) {
  const api = fakeApi({ ...routes, ...changes })
  const wrapper = await mountInApp(TransactionsPage, { path })
  await flushPromises()
  return { wrapper, api }
}

describe('all transactions', () => {
  it('are counted and listed with the account they belong to', async () => {
    const { wrapper } = await visit()

    expect(wrapper.find('[role=status]').text()).toBe('2 transactions')
    expect(wrapper.findAll('li button').map((row) => row.text())).toEqual([
      expect.stringContaining('Blomster'),
      expect.stringContaining('Kaffe'),
    ])
    expect(wrapper.text()).toContain('Brukskonto')
  })

  it('are asked for with the filters of the address', async () => {
    const { api } = await visit('/transactions?direction=out&min=500')

    expect(api.calls).toContain(
      'GET /api/transactions?min=50000&direction=out&prefer=cache&limit=100',
    )
  })

  it('say in chips what filters them, and let go of it by the cross', async () => {
    const { wrapper } = await visit('/transactions?min=500&member=member-1')

    await wrapper.find('button[aria-label="Remove the filter “over 500”"]').trigger('click')
    await flushPromises()

    expect(wrapper.router.currentRoute.value.query).toEqual({ member: 'member-1' })
  })
})

describe('a list without rows', () => {
  it('offers to clear the filters that leave nothing', async () => {
    const { wrapper } = await visit('/transactions?q=nothing', {
      'GET /api/transactions': toTransactionsAnswer([]),
    })

    expect(wrapper.text()).toContain('No transaction matches these filters.')
    await wrapper
      .findAll('button')
      .find((one) => one.text() === 'Clear all filters')
      ?.trigger('click')
    await flushPromises()
    expect(wrapper.router.currentRoute.value.query).toEqual({})
  })

  it('leads to the banks when none is connected', async () => {
    const { wrapper } = await visit('/transactions', {
      'GET /api/transactions': toTransactionsAnswer([]),
      'GET /api/connections': { connections: [] },
    })

    expect(wrapper.find('a[href="/banks"]').text()).toBe('Connect a bank')
  })
})

it('keeps the page when one bank fails, and says so', async () => {
  const failed = toOutcome({ status: 'failed', problem: 'bank_timeout' })

  const { wrapper } = await visit('/transactions', {
    'GET /api/transactions': toTransactionsAnswer(rows, { outcomes: [failed] }),
  })

  expect(wrapper.text()).toContain('Testbanken did not answer')
  expect(wrapper.findAll('li [data-index], li button').length).toBeGreaterThan(1)
})

it('says what is wrong when nothing can be shown, and tries again', async () => {
  const { wrapper } = await visit('/transactions', {
    'GET /api/transactions': problemAnswer(503, 'unavailable', { reference: 'r-1' }),
  })

  expect(wrapper.find('[role=alert]').text()).toContain('Reference r-1')
  fakeApi(routes)
  await wrapper.find('[role=alert] button').trigger('click')
  await flushPromises()
  expect(wrapper.find('[role=alert]').exists()).toBe(false)
})

it('steps to the search field when that is what the address asks for', async () => {
  const { wrapper } = await visit('/transactions?focus=search')

  expect(document.activeElement).toBe(wrapper.find('input[type=search]').element)
  expect(wrapper.router.currentRoute.value.query).toEqual({})
})

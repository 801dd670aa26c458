import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toTransferOptions } from '../testing/transferData.ts'
import { toAccount, toBank, toConnection, toOutcome, toSession } from '../testing/wireData.ts'
import ConnectedPage from './ConnectedPage.vue'

const answers = {
  'GET /api/banks': { banks: [toBank()] },
  'GET /api/connections': { connections: [toConnection()] },
}

async function mountPage(connection = 'connection-1', before?: () => Promise<unknown>) {
  const wrapper = await mountInApp(ConnectedPage, {
    path: `/banks/connected?connection=${connection}`,
    ...(before && { before }),
  })
  await flushPromises()
  return wrapper
}

it('shows what this connection brought, account by account', async () => {
  const other = toAccount({ id: 'account-2', connection: 'connection-2', name: 'Annen konto' })
  fakeApi({ ...answers, 'GET /api/accounts': { accounts: [toAccount(), other], outcomes: [] } })

  const wrapper = await mountPage()

  expect(wrapper.find('h1').text()).toBe('Testbanken is connected')
  expect(wrapper.text()).toContain('Skrin found one account.')
  expect(wrapper.findAll('li a').map((link) => link.attributes('href'))).toEqual([
    '/accounts/account-1',
  ])
})

it('leads to moving money where that is turned on, and only there', async () => {
  const routes = {
    ...answers,
    'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
    'GET /api/transfer-orders/options': toTransferOptions(),
  }
  fakeApi({ ...routes, 'GET /api/session': toSession({ transfers: true }) })
  const wrapper = await mountPage('connection-1', () => useSession().ensureSession())
  expect(wrapper.text()).toContain('You can now move money at Testbanken.')
  expect(wrapper.find('a[href="/move"]').exists()).toBe(true)

  const api = fakeApi({ ...routes, 'GET /api/session': toSession() })
  const without = await mountPage('connection-1', () => useSession().ensureSession())
  expect(without.find('a[href="/move"]').exists()).toBe(false)
  expect(api.calls).not.toContain('GET /api/transfer-orders/options')
})

it('does not call private what is shared already', async () => {
  const shared = toAccount({ sharing: [{ with: 'household', level: 'balance' }] })
  fakeApi({ ...answers, 'GET /api/accounts': { accounts: [shared], outcomes: [] } })

  const wrapper = await mountPage()

  expect(wrapper.text()).not.toContain('Only you see them')
})

it('says it when the bank gave none', async () => {
  fakeApi({ ...answers, 'GET /api/accounts': { accounts: [], outcomes: [] } })

  const wrapper = await mountPage()

  expect(wrapper.text()).toContain('Testbanken gave no accounts.')
})

it('says it when the bank did not answer the first question', async () => {
  const outcome = toOutcome({ status: 'failed', problem: 'bank_timeout', lastGoodAt: null })
  fakeApi({ ...answers, 'GET /api/accounts': { accounts: [], outcomes: [outcome] } })

  const wrapper = await mountPage()

  expect(wrapper.text()).toContain('Testbanken did not answer')
  expect(wrapper.text()).toContain('There are no earlier figures to show.')
})

it('leads back when the connection is gone', async () => {
  fakeApi({ ...answers, 'GET /api/accounts': { accounts: [], outcomes: [] } })

  const wrapper = await mountPage('connection-9')

  expect(wrapper.text()).toContain('This connection does not exist any more.')
})

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toBank, toConnection, toOutcome } from '../testing/wireData.ts'
import ConnectedPage from './ConnectedPage.vue'

const answers = {
  'GET /api/banks': { banks: [toBank()] },
  'GET /api/connections': { connections: [toConnection()] },
}

async function mountPage(connection = 'connection-1') {
  const wrapper = await mountInApp(ConnectedPage, {
    path: `/banks/connected?connection=${connection}`,
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

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { h } from 'vue'
import { usePreferences } from '../preferences/usePreferences.ts'
import { useSession } from '../session/useSession.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toBank, toSession } from '../testing/wireData.ts'
import { useLedgerAccounts } from './useLedgerAccounts.ts'
import ViewSwitch from './ViewSwitch.vue'

const Page = {
  setup() {
    const { accounts } = useLedgerAccounts()
    return () => [h(ViewSwitch), h('p', accounts.value.map(({ name }) => name).join(', '))]
  },
}
const mine = toAccount({ name: 'Mine' })
const shared = toAccount({ id: 'account-2', name: 'Shared', access: 'balance', sharing: null })

async function mountPage(accounts: readonly object[], role = 'adult') {
  const member = { id: 'member-1', name: 'Kari', role }
  const api = fakeApi({
    'GET /api/session': toSession({ member }),
    'GET /api/banks': { banks: [toBank()] },
    'GET /api/accounts': { accounts, outcomes: [] },
    'GET /api/accounts?prefer=cache&view=mine': { accounts: [mine], outcomes: [] },
    'GET /api/accounts?view=mine': { accounts: [mine], outcomes: [] },
  })
  const wrapper = await mountInApp(Page, { before: () => useSession().ensureSession() })
  await flushPromises()
  return { wrapper, api }
}

it('asks for one’s own accounts only, and goes back to all', async () => {
  const { wrapper } = await mountPage([mine, shared])
  expect(wrapper.find('p').text()).toBe('Mine, Shared')

  await wrapper.find('input[value=mine]').setValue(true)
  await flushPromises()
  expect(wrapper.find('p').text()).toBe('Mine')

  await wrapper.find('input[value=household]').setValue(true)
  await flushPromises()
  expect(wrapper.find('p').text()).toBe('Mine, Shared')
})

it('is not there while all that one sees is one’s own', async () => {
  const { wrapper } = await mountPage([mine])

  expect(wrapper.find('fieldset').exists()).toBe(false)
})

it('is nothing for a child, whatever was chosen in this browser before', async () => {
  const { wrapper, api } = await mountPage([shared], 'child')

  usePreferences().view = 'mine'
  await flushPromises()

  expect(wrapper.find('fieldset').exists()).toBe(false)
  expect(wrapper.find('p').text()).toBe('Shared')
  expect(api.calls.filter((call) => call.includes('view='))).toEqual([])
})

import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toSession } from '../testing/wireData.ts'
import ApiTokensPage from './ApiTokensPage.vue'

const token = {
  id: 'token-1',
  name: 'home automation',
  accounts: [{ account: 'account-1', name: 'Brukskonto', level: 'balance' }],
  createdAt: '2026-10-01T10:00:00.000Z',
  expiresAt: '2026-10-13T10:00:00.000Z',
  usedAt: null,
}
const routes = {
  'GET /api/tokens': { tokens: [token] },
  'GET /api/banks': { banks: [] },
  'GET /api/accounts': {
    accounts: [toAccount(), toAccount({ id: 'account-2', name: 'Felles', access: 'balance' })],
    outcomes: [],
  },
  'POST /api/tokens': { apiToken: token, token: 'skrin_token-1' },
}

async function mountPage(more: FakeRoutes = {}) {
  const api = fakeApi({ ...routes, ...more })
  const wrapper = await mountInApp(ApiTokensPage, { path: '/settings/tokens' })
  await flushPromises()
  return { api, wrapper }
}
async function openForm() {
  const page = await mountPage()
  await page.wrapper.find('section button').trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  await flushPromises()
  return { ...page, dialog }
}

it('lists what each reads and until when', async () => {
  const { wrapper } = await mountPage()

  const row = wrapper.find('section li').text().replaceAll('\u00a0', ' ')
  expect(row).toContain('Brukskonto, balance')
  expect(row).toContain('Made 1 October. Not used yet. Ends 13 October.')
  expect(row).toContain('Ended')
})

it('tells a child who came by the address that it makes none, and asks for nothing', async () => {
  const child = toSession({ member: { id: 'member-2', name: 'Emma', role: 'child' } })
  const api = fakeApi({ 'GET /api/session': child })
  const before = () => useSession().ensureSession()
  const wrapper = await mountInApp(ApiTokensPage, { path: '/settings/tokens', before })
  await flushPromises()

  expect(wrapper.text()).toContain('A child makes no API tokens.')
  expect(wrapper.find('section button').exists()).toBe(false)
  expect(api.calls).toEqual(['GET /api/session'])
})

it('makes one for chosen accounts, and shows it this once', async () => {
  const { api, wrapper, dialog } = await openForm()

  await dialog.find('input').setValue('home automation')
  await dialog.findAll('select')[0]?.setValue('transactions')
  await dialog.findAll('select').at(-1)?.setValue('endless')
  await dialog.find('form').trigger('submit')
  await expect.poll(() => document.body.textContent, { timeout: 15_000 }).toContain('skrin_token-1')

  const sent = api.requests.find(({ method }) => method === 'POST')
  expect(await sent?.json()).toEqual({
    name: 'home automation',
    accounts: [{ account: 'account-1', level: 'transactions' }],
    days: null,
  })
  expect(document.body.textContent).toContain('curl -H "Authorization: Bearer skrin_token-1"')
  new DOMWrapper(await findDialog()).findAll('button').at(-1)?.element.click()
  await flushPromises()
  expect(wrapper.html() + document.body.innerHTML).not.toContain('skrin_token-1')
})

it('asks for an account, and offers of each no more than the person sees', async () => {
  const { api, dialog } = await openForm()

  await dialog.find('input').setValue('home automation')
  await dialog.find('form').trigger('submit')
  await flushPromises()

  expect(dialog.find('[role=alert]').text()).toBe('Choose at least one account that it may read.')
  expect(api.calls.some((call) => call.startsWith('POST'))).toBe(false)
  const offered = dialog.findAll('select').map((one) => one.findAll('option').length)
  expect(offered).toEqual([3, 2, 5])
})

it('revokes one after saying what that means', async () => {
  const { api, wrapper } = await mountPage({
    'DELETE /api/tokens/token-1': new Response(null, { status: 204 }),
  })

  await wrapper.find('[aria-label="Revoke “home automation”"]').trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  await dialog.findAll('button').at(-1)?.trigger('click')
  await flushPromises()

  expect(api.calls).toContain('DELETE /api/tokens/token-1')
})

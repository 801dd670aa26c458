import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toBank, toCategories, toSession, toTransaction } from '../testing/wireData.ts'
import RulesPage from './RulesPage.vue'

const shops = {
  id: 'rule-1',
  when: { contains: 'rema', max: 50000 },
  set: { category: 'groceries' },
  rows: 12,
}
const cabin = { id: 'rule-2', when: { contains: 'hytta' }, set: { tags: ['hytta'] }, rows: 1 }
const preview = {
  matching: 20,
  changing: 14,
  kept: 1,
  rows: [
    {
      transaction: toTransaction({ text: 'Rema 1000' }),
      from: { category: 'other_out', tags: [], note: null },
      to: { category: 'groceries', tags: [], note: null },
    },
  ],
}

async function mountPage(more: FakeRoutes = {}) {
  const api = fakeApi({
    'GET /api/rules': { rules: [shops, cabin] },
    'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
    'GET /api/banks': { banks: [toBank()] },
    'GET /api/categories': toCategories(),
    'GET /api/tags': { tags: [] },
    'POST /api/rules/preview': preview,
    ...more,
  })
  const wrapper = await mountInApp(RulesPage, { path: '/settings/rules' })
  await flushPromises()
  return { api, wrapper }
}

it('says in words what each rule asks for and gives', async () => {
  const { wrapper } = await mountPage()

  const row = wrapper.find('ol li').text()
  expect(row).toContain('Groceries')
  expect(row).toContain('contains “rema” · under 500')
  expect(row).toContain('12 transactions have something of it.')
})

it('moves a rule, with the whole order', async () => {
  const { api, wrapper } = await mountPage({ 'PUT /api/rules': { rules: [cabin, shops] } })

  await wrapper.find('[aria-label="Move “contains “hytta”” up"]').trigger('click')
  await flushPromises()

  const sent = api.requests.find(({ method }) => method === 'PUT')
  expect(await sent?.json()).toEqual({ order: ['rule-2', 'rule-1'] })
})

it('shows what a changed rule would change before it is kept', async () => {
  const { api, wrapper } = await mountPage({
    'PUT /api/rules/rule-1': { rule: shops, changed: 14 },
  })

  await wrapper.find('[aria-label^="Change the rule"]').trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  await flushPromises()
  expect(dialog.text()).toContain('20 transactions match, 14 would change.')
  expect(dialog.text()).toContain('One keeps what was chosen by hand.')
  expect(dialog.text()).toContain('from Other spending to Groceries')

  await dialog.find('form').trigger('submit')
  await flushPromises()
  const sent = api.requests.find(({ method }) => method === 'PUT')
  expect(await sent?.json()).toEqual({
    when: shops.when,
    set: shops.set,
    old: true,
    first: false,
  })
})

it('keeps no rule that asks for nothing', async () => {
  const { api, wrapper } = await mountPage()

  await wrapper.find('section button').trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  await dialog.find('form').trigger('submit')
  await flushPromises()

  expect(dialog.find('[role=alert]').text()).toContain('Say what a transaction must have')
  expect(api.calls.some((call) => call.startsWith('POST'))).toBe(false)
})

it('says where the rows of a category go before it takes it away', async () => {
  const { api, wrapper } = await mountPage({
    'DELETE /api/categories/category-1': new Response(null, { status: 204 }),
  })

  await wrapper.find('[aria-label="Remove “Hytta”"]').trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  await dialog.find('select').setValue('travel')
  await dialog.findAll('button').at(-1)?.trigger('click')
  await flushPromises()

  expect(api.calls).toContain('DELETE /api/categories/category-1?into=travel')
})

it('tells a child that rules are for adults, and asks for none', async () => {
  const child = toSession({ member: { id: 'member-2', name: 'Emma', role: 'child' } })
  const api = fakeApi({ 'GET /api/session': child })
  const wrapper = await mountInApp(RulesPage, {
    path: '/settings/rules',
    before: () => useSession().ensureSession(),
  })
  await flushPromises()

  expect(wrapper.text()).toContain('Rules are for adults.')
  expect(api.calls).toEqual(['GET /api/session'])
})

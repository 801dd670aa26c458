import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount } from '../testing/wireData.ts'
import ImportPage from './ImportPage.vue'
import { toImport, toPreview } from './wireImports.ts'

async function mountPage(more: FakeRoutes = {}) {
  const api = fakeApi({
    'GET /api/imports/import-2': toPreview(),
    'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
    'GET /api/banks': { banks: [] },
    ...more,
  })
  const wrapper = await mountInApp(ImportPage, { path: '/settings/files/import-2' })
  await flushPromises()
  return { api, wrapper }
}

const bodyOf = async (requests: readonly Request[], method: string): Promise<unknown> =>
  requests.find((request) => request.method === method)?.json()

it('takes what is new, and what the person decides of the rest', async () => {
  const { api, wrapper } = await mountPage({
    'POST /api/imports/import-2/commit': toImport({ state: 'done', added: 1 }),
  })
  const button = () => wrapper.findAll('button').find((one) => one.text().startsWith('Import '))

  expect(wrapper.findAll('input[type=checkbox]')).toHaveLength(2)
  expect(button()?.text()).toBe('Import one transaction')
  await wrapper.find('input[aria-label="Take Bokhandel"]').setValue(true)
  expect(button()?.text()).toBe('Import 2 transactions')
  await wrapper.find('input[aria-label="Take Kaffe"]').setValue(false)
  await button()?.trigger('click')
  await flushPromises()

  expect(await bodyOf(api.requests, 'POST')).toEqual({
    take: [3],
    leave: [1],
    leaveUnreadable: false,
  })
  expect(wrapper.router.currentRoute.value.name).toBe('files')
})

it('reads the file anew when a column holds something else', async () => {
  const { api, wrapper } = await mountPage({ 'PATCH /api/imports/import-2': toPreview() })
  const columns = wrapper.findAll('select').filter((select) => select.text().includes('Leave out'))

  await columns[1]?.setValue('counterparty')
  await flushPromises()

  expect(await bodyOf(api.requests, 'PATCH')).toMatchObject({
    mapping: { roles: ['date', 'counterparty', 'amount'], decimalSign: ',' },
  })
})

it('says what is missing before anything can be read, and offers nothing to import', async () => {
  const columns = { ...toPreview().columns, missing: ['amount'] }
  const { wrapper } = await mountPage({ 'GET /api/imports/import-2': toPreview({ columns }) })

  expect(wrapper.find('[role=alert]').text()).toContain('Say which column holds the amount')
  expect(wrapper.text()).not.toContain('What will happen')
})

it('holds the import back until lines that cannot be read are left out knowingly', async () => {
  const broken = {
    ...toPreview().rows[0],
    amount: null,
    verdict: 'unreadable',
    reason: 'wrong_amount',
  }
  const counts = { new: 1, known: 0, unsure: 0, unreadable: 1 }
  const { wrapper } = await mountPage({
    'GET /api/imports/import-2': toPreview({ rows: [broken], counts }),
    'POST /api/imports/import-2/commit': problemAnswer(422, 'file_unreadable'),
  })
  const button = () => wrapper.findAll('button').find((one) => one.text().startsWith('Import '))

  expect(wrapper.text()).toContain('Line 2: the amount cannot be read.')
  expect(button()?.attributes('aria-disabled')).toBe('true')
  await wrapper.findAll('input[type=checkbox]').at(-1)?.setValue(true)
  expect(button()?.attributes('aria-disabled')).toBeUndefined()
})

it('makes a new account of what the person fills in', async () => {
  const { api, wrapper } = await mountPage({
    'GET /api/imports/import-2': toPreview({ target: null, rows: [] }),
    'PATCH /api/imports/import-2': toPreview(),
  })
  expect(wrapper.text()).toContain('Choose an account to see what would happen.')

  await wrapper.find('select').setValue('new')
  const [name, currency] = wrapper.findAll('form input')
  await name?.setValue('Gamle sparebanken')
  await currency?.setValue('nok')
  await wrapper.find('form').trigger('submit')
  await flushPromises()

  expect(await bodyOf(api.requests, 'PATCH')).toEqual({
    target: { name: 'Gamle sparebanken', kind: 'current', currency: 'NOK', number: null },
  })
})

it('shows no figure of the file while amounts are hidden', async () => {
  usePreferences().hideAmounts = true
  const broken = {
    ...toPreview().rows[0],
    text: '05.01.2026 · Kaffe · 39;00',
    amount: null,
    verdict: 'unreadable',
    reason: 'wrong_amount',
  }
  const { wrapper } = await mountPage({
    'GET /api/imports/import-2': toPreview({ rows: [broken] }),
  })

  expect(wrapper.text()).toContain('-••,••')
  expect(wrapper.text()).toContain('••.••.•••• · Kaffe · ••;••')
})

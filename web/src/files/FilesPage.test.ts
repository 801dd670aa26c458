import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import FilesPage from './FilesPage.vue'
import { toImport, toPreview } from './wireImports.ts'

const done = toImport({ id: 'import-1', state: 'done', added: 12, accountName: 'Brukskonto' })
const draft = toImport({ id: 'import-2', fileName: 'draft.csv' })

async function mountPage(more: FakeRoutes = {}, language: 'en' | 'nb' = 'en') {
  const api = fakeApi({ 'GET /api/imports': { imports: [done, draft] }, ...more })
  const wrapper = await mountInApp(FilesPage, { path: '/settings/files', language })
  await flushPromises()
  return { api, wrapper }
}

async function choose(wrapper: Awaited<ReturnType<typeof mountPage>>['wrapper'], file: File) {
  const input = wrapper.find('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [file], configurable: true })
  await input.trigger('change')
  await flushPromises()
}

it('lists imports with what came of each', async () => {
  const { wrapper } = await mountPage()

  const rows = wrapper.findAll('section li').map((row) => row.text())
  expect(rows[0]).toContain('12 new transactions in Brukskonto')
  expect(rows[1]).toContain('Not finished')
})

it('sends a file as it is and goes on to its preview', async () => {
  const { api, wrapper } = await mountPage({ 'POST /api/imports': toPreview() })

  await choose(wrapper, new File(['a;b'], 'konto.csv'))

  expect(api.calls).toContain('POST /api/imports?name=konto.csv')
  const sent = api.requests.find(({ method }) => method === 'POST')
  expect(sent?.headers.get('content-type')).toBe('application/octet-stream')
  expect(await sent?.text()).toBe('a;b')
  expect(wrapper.router.currentRoute.value.fullPath).toBe('/settings/files/import-2')
})

it('says on which line a file is wrong, in the reader’s language', async () => {
  const refused = problemAnswer(422, 'file_unreadable', { line: 17, reason: 'wrong_date' })
  const { wrapper } = await mountPage({ 'POST /api/imports': refused }, 'nb')

  await choose(wrapper, new File(['a;b'], 'konto.csv'))

  expect(wrapper.find('[role=alert]').text()).toBe(
    'Linje 17: datoen kan ikke leses.Ingenting ble importert.',
  )
})

it('undoes an import once that was confirmed', async () => {
  const { api, wrapper } = await mountPage({ 'POST /api/imports/import-1/undo': done })
  await wrapper.find('section li button').trigger('click')

  const dialog = await findDialog()
  const buttons = [...dialog.querySelectorAll('button')]
  buttons.find((button) => button.textContent === 'Undo')?.click()
  await flushPromises()

  expect(api.calls).toContain('POST /api/imports/import-1/undo')
})

import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { Transaction } from '@skrin/shared/api/transactions'
import { fakeApi } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toCategories, toHistory, toTransaction } from '../testing/wireData.ts'
import TransactionPanel from './TransactionPanel.vue'

const known = toTransaction()
const guessed = toTransaction({ category: { id: 'gifts', by: 'guess' }, tags: ['bursdag'] })

async function mountPanel(row: Transaction, more: FakeRoutes = {}) {
  const api = fakeApi({
    'GET /api/banks': { banks: [] },
    'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
    'GET /api/categories': toCategories(),
    'GET /api/tags': { tags: [{ tag: 'hytta', count: 3 }] },
    'GET /api/transactions/transaction-1': { transaction: row, wire: null },
    'GET /api/transactions/transaction-1/history': toHistory(),
    ...more,
  })
  await mountInApp(TransactionPanel, {
    props: { id: row.id, open: true, known: row, labels: new Map() },
  })
  await flushPromises()
  return { api, panel: new DOMWrapper(await findDialog()) }
}
const sentTo = (api: ReturnType<typeof fakeApi>, method: string) =>
  api.requests.find((request) => request.method === method)

it.each([
  ['offers the bank’s own answer to the account’s owner', { id: 'wire-1' }, true],
  ['offers none for what somebody else shares', null, false],
])('%s', async (_, wire, offered) => {
  const { panel } = await mountPanel(known, {
    'GET /api/transactions/transaction-1': { transaction: known, wire },
  })

  expect(panel.text()).toContain('Blomster')
  expect(panel.text().includes('The bank’s own answer')).toBe(offered)
})

it('says that a category is a guess, and takes a nod for an answer', async () => {
  const { api, panel } = await mountPanel(guessed, {
    'PATCH /api/transactions/transaction-1': {
      transaction: { ...guessed, category: { id: 'gifts', by: 'person' } },
    },
  })

  expect(panel.text()).toContain('Gifts and giving')
  expect(panel.text()).toContain('Guess')
  const nod = panel.findAll('button').find((button) => button.text() === 'That is right')
  await nod?.trigger('click')
  await flushPromises()

  expect(await sentTo(api, 'PATCH')?.json()).toEqual({ category: 'gifts' })
})

it('keeps a note when its field is left, and no word of it before', async () => {
  const { api, panel } = await mountPanel(known, {
    'PATCH /api/transactions/transaction-1': { transaction: { ...known, note: 'Til mor' } },
  })

  const field = panel.find('textarea')
  field.element.value = '  Til mor '
  await field.trigger('input')
  expect(sentTo(api, 'PATCH')).toBeUndefined()
  await field.trigger('change')
  await flushPromises()

  expect(await sentTo(api, 'PATCH')?.json()).toEqual({ note: 'Til mor' })
})

it('adds a tag with a comma and takes the last away with Backspace', async () => {
  const { api, panel } = await mountPanel(guessed, {
    'PATCH /api/transactions/transaction-1': { transaction: guessed },
  })
  const field = panel.find('input')

  await field.setValue('hytta ')
  await field.trigger('keydown', { key: ',' })
  await field.trigger('keydown', { key: 'Backspace' })
  await flushPromises()

  const sent = api.requests.filter(({ method }) => method === 'PATCH')
  expect(await Promise.all(sent.map((request) => request.json()))).toEqual([
    { tags: ['bursdag', 'hytta'] },
    { tags: [] },
  ])
})

it('lets nobody but the owner write', async () => {
  const { api, panel } = await mountPanel(guessed, {
    'GET /api/accounts': { accounts: [toAccount({ access: 'transactions' })], outcomes: [] },
  })

  expect(panel.text()).toContain('Gifts and giving')
  expect(panel.text()).toContain('bursdag')
  expect(panel.find('input, textarea').exists()).toBe(false)
  expect(panel.text()).not.toContain('Delete this transaction')
  expect(api.calls).not.toContain('GET /api/tags')
})

it('tells what was said and when, and why it is taken for one, only to those who ask', async () => {
  const { api, panel } = await mountPanel(known)
  expect(api.calls).not.toContain('GET /api/transactions/transaction-1/history')

  panel.find('details').element.open = true
  await panel.find('details').trigger('toggle')
  await flushPromises()

  expect(panel.text()).toContain('BLOMSTER RESERVERT')
  expect(panel.text()).toContain('Not told any more since 13 Oct, 08:00.')
  expect(panel.text()).toContain('the text is alike, the amount changed when it was booked')
})

it('deletes after saying what goes and what stays, and brings back', async () => {
  const deleted = toTransaction({ state: 'deleted' })
  const { api, panel } = await mountPanel(deleted, {
    'POST /api/transactions/transaction-1/restore': toHistory(),
  })
  expect(panel.text()).toContain('You deleted this transaction.')
  expect(panel.find('textarea').exists()).toBe(false)

  const back = panel.findAll('button').find((button) => button.text() === 'Bring it back')
  await back?.trigger('click')
  await flushPromises()

  expect(api.calls).toContain('POST /api/transactions/transaction-1/restore')
})

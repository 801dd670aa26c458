import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import TransactionPanel from './TransactionPanel.vue'

async function open(answer: Response) {
  fakeApi({ 'GET /api/transactions/transaction-1': answer })
  const wrapper = await mountInApp(TransactionPanel, {
    props: { id: 'transaction-1', open: true, known: null, labels: new Map() },
  })
  await flushPromises()
  return { wrapper, dialog: new DOMWrapper(await findDialog()) }
}
const labels = (dialog: DOMWrapper<Element>) => dialog.findAll('button').map((one) => one.text())

it('says that a transaction is gone, and offers to close rather than to try again', async () => {
  const { wrapper, dialog } = await open(problemAnswer(404, 'not_found'))

  expect(dialog.text()).toContain('This transaction is no longer here.')
  expect(labels(dialog)).not.toContain('Try again')
  await dialog
    .findAll('button')
    .find((one) => one.text() === 'Close')
    ?.trigger('click')
  expect(wrapper.emitted('closed')).toHaveLength(1)
})

it('offers another try where one can help', async () => {
  const { dialog } = await open(problemAnswer(503, 'unavailable'))

  expect(labels(dialog)).toContain('Try again')
})

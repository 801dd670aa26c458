import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toTransaction } from '../testing/wireData.ts'
import TransactionPanel from './TransactionPanel.vue'

const known = toTransaction()

it.each([
  ['offers the bank’s own answer to the account’s owner', { id: 'wire-1' }, true],
  ['offers none for what somebody else shares', null, false],
])('%s', async (_, wire, offered) => {
  fakeApi({
    'GET /api/banks': { banks: [] },
    'GET /api/accounts': { accounts: [], outcomes: [] },
    'GET /api/transactions/transaction-1': { transaction: known, wire },
  })

  await mountInApp(TransactionPanel, {
    props: { id: known.id, open: true, known, labels: new Map() },
  })
  await flushPromises()

  const { textContent } = await findDialog()
  expect(textContent).toContain('Blomster')
  expect(textContent.includes('The bank’s own answer')).toBe(offered)
})

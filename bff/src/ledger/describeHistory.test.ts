import type {
  AccountId,
  ConnectionId,
  ImportId,
  LocalDate,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestAccount, insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { describeHistory } from './describeHistory.ts'
import { addFileRows } from './fileRows.ts'
import { findSeenRow } from './ownRow.ts'

const importId = 'import' as ImportId

describe.each(engines)('the history of a row of a joint account, on %s', (engine) => {
  let store: TestDatabase
  let id: TransactionId
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    const { db } = store
    for (const name of ['ingrid', 'jonas']) {
      const [connection, account] = [name as ConnectionId, `of ${name}` as AccountId]
      await insertTestMember(db, name as MemberId)
      await insertTestConnection(db, { id: connection, member: name as MemberId, bank: 'bank1' })
      await insertTestAccount(db, { id: account, connection, bank: 'bank1' })
    }
    const account = 'of jonas' as AccountId
    const share = { account_id: account, audience: 'household', level: 'transactions' } as const
    await db.updateTable('accounts').set({ identity: 'the account' }).execute()
    await db.insertInto('shares').values(share).execute()
    id = await importRow(account)
  })
  afterEach(() => store.close())

  async function importRow(account: AccountId): Promise<TransactionId> {
    const { db } = store
    await db
      .insertInto('imports')
      .values({
        ...{ id: importId, member_id: 'jonas' as MemberId, account_id: account, format: 'csv' },
        ...{ file_name: 'separation.csv', shape: null, mapping: null, statements: '[]' },
        ...{ statement: 0, target: null, state: 'done', created_at: 1, done_at: 1 },
        ...{ undone_at: null, added: 1 },
      })
      .execute()
    const day = '2026-03-25' as LocalDate
    const amount = moneyFromMinor(-100_00, parseCurrency('NOK'))
    const nothing = { counterparty: null, original: null, kind: null, bankId: null }
    const told = { bookingDate: day, valueDate: null, text: 'Rent', bankText: 'RENT', wire: {} }
    const row = { ...told, ...nothing, amount }
    const target = { account, importId, now: 1 }
    const { added } = await addFileRows(db, target, [{ line: 1, row }])
    const [transaction] = added
    if (transaction === undefined) throw new Error('nothing was added')
    return transaction
  }

  async function readNames(member: string) {
    const viewer = { member: member as MemberId, scope: null }
    const row = await findSeenRow(store.db, viewer, id)
    const { observations } = await describeHistory(store.db, row)
    return observations.map(({ source, fileName }) => [source, fileName])
  }

  it('H1: names a file to whoever imported it, and to no other owner', async () => {
    expect(await readNames('jonas')).toEqual([['file', 'separation.csv']])
    expect(await readNames('ingrid')).toEqual([['file', null]])
  })
})

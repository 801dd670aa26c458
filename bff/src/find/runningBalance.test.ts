import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TransactionsQuery } from '@skrin/shared/api/transactions'
import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import { listTransactions } from '../accounts/listTransactions.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransaction,
} from '../store/testRows.ts'
import { resolveFind } from './resolveFind.ts'

const member = 'ingrid' as MemberId
const connection = 'connection-1' as ConnectionId
const account = 'account-1' as AccountId
let store: TestDatabase
let db: Database

describe.each(engines)('the balance after a row, on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
    await know(account, { balance_minor: 1000, covered_from: '2026-03-02' as LocalDate })
  })
  afterEach(() => store.close())

  async function know(
    id: AccountId,
    changes: { balance_minor: number; covered_from: LocalDate; transactions_at?: number },
  ): Promise<void> {
    await insertTestAccount(db, { id, connection, bank: 'bank1' })
    const times = { transactions_at: Date.parse('2026-03-10T12:00:00Z'), ...changes }
    await db.updateTable('accounts').set(times).where('id', '=', id).execute()
  }

  async function put(
    id: string,
    [day, minor]: readonly [string, number],
    changes: Parameters<typeof insertTestTransaction>[2] = {},
  ): Promise<void> {
    const key = { id: id as TransactionId, account_id: account }
    const told = { booking_date: day as LocalDate, amount_minor: minor, text: id, search_text: id }
    await insertTestTransaction(db, key, { ...told, ...changes })
  }

  async function look(query: TransactionsQuery = {}): Promise<Record<string, number | null>> {
    const deps = { db, clock: { now: () => Date.parse('2026-03-10T12:00:00Z') }, banks: new Map() }
    const find = await resolveFind(deps, { member, scope: null }, query)
    const { transactions } = await listTransactions(db, find, query)
    return Object.fromEntries(transactions.map((row) => [row.text, row.balance?.minor ?? null]))
  }

  it('goes back from the last one known, under any filter, and is unknown before rows are whole', async () => {
    await put('older', ['2026-03-01', -1])
    await put('wage', ['2026-03-02', 500])
    await put('first', ['2026-03-05', -20])
    await put('second', ['2026-03-05', -30])
    await put('newest', ['2026-03-09', -100])
    await put('reserved', ['2026-03-10', -7], { status: 'pending' })

    expect(await look()).toEqual({
      ...{ reserved: null, newest: 1000, second: 1100, first: 1130, wage: 1150, older: null },
    })
    expect(await look({ q: 'first' })).toEqual({ first: 1130 })
    expect(await look({ q: 'wage' })).toEqual({ wage: 1150 })
  })

  it('leaves out what a bank withdrew, and is unknown before what a person deleted', async () => {
    await put('before', ['2026-03-03', -1])
    await put('deleted', ['2026-03-05', -20], { state: 'deleted' })
    await put('after', ['2026-03-06', -30])
    await put('withdrawn', ['2026-03-07', -100], { state: 'withdrawn' })

    expect(await look()).toEqual({ after: 1000, before: null })
  })

  it('is unknown before a row in another currency', async () => {
    await put('before', ['2026-03-03', -1])
    await put('euro', ['2026-03-05', -20], { currency: 'EUR' })
    await put('after', ['2026-03-06', -30])

    expect(await look()).toEqual({ after: 1000, euro: null, before: null })
  })
})

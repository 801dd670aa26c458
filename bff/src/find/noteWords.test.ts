import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, ConnectionId, MemberId, TransactionId } from '@skrin/shared/brand'
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
import { changeRows } from '../understanding/annotations/changeRows.ts'
import { resolveFind } from './resolveFind.ts'

const member = 'ingrid' as MemberId
const connection = 'connection-1' as ConnectionId
const account_id = 'account-1' as AccountId
const id = 'row-1' as TransactionId
let store: TestDatabase
let db: Database

describe.each(engines)('what a person writes to a row, on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
    await insertTestAccount(db, { id: account_id, connection, bank: 'bank1' })
    await insertTestTransaction(db, { id, account_id })
  })
  afterEach(() => store.close())

  async function isFound(q: string): Promise<boolean> {
    const deps = { db, clock: { now: () => 0 }, banks: new Map() }
    const find = await resolveFind(deps, { member, scope: null }, { q })
    return (await listTransactions(db, find, {})).transactions.length > 0
  }

  it('is kept and found where it is one word without end', async () => {
    await changeRows(db, [id], { note: '漢'.repeat(1000) })

    expect(await isFound('漢漢漢')).toBe(true)
    expect(await isFound('漢字')).toBe(false)
  })

  it('is found at once, and no longer when it is taken away', async () => {
    await changeRows(db, [id], { note: 'Gave til Åse', tags: { all: ['På hytta'] } })
    for (const q of ['ase', 'note:gave', 'hytta', '#"på hytta"', 'rema ase'])
      expect([q, await isFound(q)]).toEqual([q, true])
    expect(await isFound('note:rema')).toBe(false)

    await changeRows(db, [id], { note: null, tags: { all: [] } })
    for (const q of ['ase', 'note:gave', 'hytta', '#"på hytta"'])
      expect([q, await isFound(q)]).toEqual([q, false])
  })

  it('is no beginning of another word: the marks of amounts and notes are not searched', async () => {
    await changeRows(db, [id], { note: 'Gave', tags: { all: [] } })

    for (const q of ['a', 'n', 'ngave', 'a1249']) expect([q, await isFound(q)]).toEqual([q, false])
  })
})

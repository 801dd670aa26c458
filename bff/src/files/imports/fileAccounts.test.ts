import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines, openTestDatabase } from '../../store/testDatabase.ts'
import type { TestDatabase } from '../../store/testDatabase.ts'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransaction,
} from '../../store/testRows.ts'
import { noteFileCoverage } from './fileAccounts.ts'

const account = 'account' as AccountId
const now = Date.parse('2026-03-25T12:00:00Z')

describe.each(engines)('an account that only files fill, on %s', (engine) => {
  let store: TestDatabase
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    const connection = 'connection' as ConnectionId
    await insertTestMember(store.db, 'ingrid' as MemberId)
    await insertTestConnection(store.db, {
      id: connection,
      member: 'ingrid' as MemberId,
      bank: 'file',
    })
    await insertTestAccount(store.db, { id: account, connection, bank: 'file' })
  })
  afterEach(() => store.close())

  it.each([
    [['2024-01-02', '2024-05-06'], '2024-01-02', '2024-05-06'],
    [['2024-01-02', '2024-05-06', '2099-01-01'], '2024-01-02', '2024-05-06'],
    [['2099-01-01'], null, null],
  ])('is told of up to today at most: %j', async (days, from, to) => {
    for (const day of days)
      await insertTestTransaction(
        store.db,
        { id: day as TransactionId, account_id: account },
        { booking_date: day as LocalDate },
      )
    await noteFileCoverage(store.db, account, now)

    const told = await store.db
      .selectFrom('accounts')
      .select(['covered_from', 'transactions_at'])
      .executeTakeFirstOrThrow()
    expect(told).toEqual({
      covered_from: from,
      transactions_at: to === null ? null : Date.parse(to),
    })
  })
})

import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import { toSearchWords } from '@skrin/shared/search/searchWords'
import type { Database } from '../store/database.ts'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransaction,
} from '../store/testRows.ts'

/** A member for tests with one connection; the first is the owner. */
export async function insertPerson(db: Database, name: string): Promise<MemberId> {
  const member = name as MemberId
  await insertTestMember(db, member)
  await insertTestConnection(db, { id: name as ConnectionId, member, bank: 'bank1' })
  return member
}

/** An account of a person's, for tests, shared with the household where it is said. */
export async function insertAccount(
  db: Database,
  { id, of, isShared = false, ...changes }: TestAccount,
): Promise<AccountId> {
  const account = id as AccountId
  await insertTestAccount(db, { id: account, connection: of as ConnectionId, bank: 'bank1' })
  if (Object.keys(changes).length > 0)
    await db.updateTable('accounts').set(changes).where('id', '=', account).execute()
  if (isShared)
    await db
      .insertInto('shares')
      .values({ account_id: account, audience: 'household', level: 'transactions' })
      .execute()
  return account
}

interface TestAccount {
  readonly id: string
  readonly of: string
  readonly isShared?: boolean
  readonly number?: string
  readonly identity?: string
  readonly currency?: string
  readonly balance_minor?: number
  readonly covered_from?: LocalDate
  readonly transactions_at?: number
}

export interface TestRow {
  readonly text?: string
  readonly day?: string
  readonly minor?: number
  readonly currency?: string
  readonly counterparty?: string
  readonly name?: string
  readonly status?: 'booked' | 'pending'
}

/** A row for tests: `id` on an account that is there. */
export async function insertRow(
  db: Database,
  [account, id]: readonly [string, string],
  { text = 'Something', day = '2026-03-10', minor = -100_00, ...rest }: TestRow = {},
): Promise<TransactionId> {
  const key = { id: id as TransactionId, account_id: account as AccountId }
  await insertTestTransaction(db, key, {
    text,
    bank_text: text,
    search_text: toSearchWords(text),
    booking_date: day as LocalDate,
    amount_minor: minor,
    currency: rest.currency ?? 'NOK',
    counterparty_account: rest.counterparty ?? null,
    counterparty_name: rest.name ?? null,
    status: rest.status ?? 'booked',
  })
  return key.id
}

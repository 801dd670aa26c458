import type { Insertable } from 'kysely'
import type { AccountId, ConnectionId } from '@skrin/shared/brand'
import { addDays, localDateIn } from '@skrin/shared/dates'
import { toDecimal } from '@skrin/shared/money'
import { toSearchText } from '@skrin/shared/searchText'
import type { BookingStatus } from '@skrin/shared/api/transactions'
import type { AccountTransactions, BankTransaction } from '../banks/bank.ts'
import { connectionKey } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { transact } from '../store/transact.ts'
import { identifyTransactions } from './transactionIdentity.ts'

type Row = Insertable<Schema['transactions']>

export interface AskedAccount {
  readonly id: AccountId
  readonly askedAt: number
  /** The bank's, in which its booking days are. */
  readonly timeZone: string
}

/** Rows in one insert: below SQLite's limit of parameters. */
const BATCH = 400
/**
 * Banks choose rows by the day of the purchase too, not only by the day of booking (one documents "when the transaction
 * was performed"): what was bought before a window and booked in it is missing from the answer and is still true.
 */
const EDGE_DAYS = 14

/**
 * A whole answer replaces what was known of its window, but for the oldest days of it; a partial one only adds. Rows
 * that are already there keep their ids.
 */
export async function saveTransactions(
  db: Database,
  account: AskedAccount,
  fetched: AccountTransactions,
): Promise<void> {
  const booked = toRows(account.id, 'booked', fetched.booked)
  const pending = toRows(account.id, 'pending', fetched.pending)
  const connection = await findConnection(db, account.id)
  // Removed while the bank was asked: nothing of it comes back.
  if (connection === undefined) return
  await transact(db, connectionKey(connection), async (transaction) => {
    if ((await findConnection(transaction, account.id)) === undefined) return
    if (fetched.complete) {
      await deleteVanished(transaction, account.id, {
        fetched,
        kept: new Set([...booked, ...pending].map(({ id }) => id)),
      })
    }
    await upsert(transaction, [...booked, ...pending])
    if (fetched.complete) await noteCoverage(transaction, account, fetched)
  })
}

async function findConnection(db: Database, id: AccountId): Promise<ConnectionId | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('connection_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.connection_id
}

/** What is whole begins where it began before, unless the bank no longer reaches back to the last answer. */
async function noteCoverage(
  db: Database,
  { id, askedAt, timeZone }: AskedAccount,
  { coveredFrom }: AccountTransactions,
): Promise<void> {
  const row = await db
    .selectFrom('accounts')
    .select(['covered_from', 'transactions_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  const { covered_from: before = null, transactions_at: lastAt = null } = row ?? {}
  const isJoined = lastAt !== null && coveredFrom <= localDateIn(timeZone, lastAt)
  const isWider = before !== null && before < coveredFrom
  await db
    .updateTable('accounts')
    .set({
      transactions_at: askedAt,
      covered_from: isJoined && isWider ? before : coveredFrom,
    })
    .where('id', '=', id)
    .execute()
}

async function deleteVanished(
  db: Database,
  account: AccountId,
  { fetched, kept }: { fetched: AccountTransactions; kept: ReadonlySet<string> },
): Promise<void> {
  const sureFrom = addDays(fetched.coveredFrom, EDGE_DAYS)
  const known = await db
    .selectFrom('transactions')
    .select('id')
    .where('account_id', '=', account)
    .where((eb) => eb.or([eb('status', '=', 'pending'), eb('booking_date', '>=', sureFrom)]))
    .execute()
  const vanished = known.map(({ id }) => id).filter((id) => !kept.has(id))
  for (let start = 0; start < vanished.length; start += BATCH) {
    await db
      .deleteFrom('transactions')
      .where('id', 'in', vanished.slice(start, start + BATCH))
      .execute()
  }
}

async function upsert(db: Database, rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await db
      .insertInto('transactions')
      .values(rows.slice(start, start + BATCH))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          value_date: ref('excluded.value_date'),
          text: ref('excluded.text'),
          search_text: ref('excluded.search_text'),
          counterparty_name: ref('excluded.counterparty_name'),
          counterparty_account: ref('excluded.counterparty_account'),
          original_minor: ref('excluded.original_minor'),
          original_currency: ref('excluded.original_currency'),
          original_rate: ref('excluded.original_rate'),
          kind: ref('excluded.kind'),
          bank_id: ref('excluded.bank_id'),
          wire: ref('excluded.wire'),
        })),
      )
      .execute()
  }
}

function toRows(
  account: AccountId,
  status: BookingStatus,
  transactions: readonly BankTransaction[],
): Row[] {
  return identifyTransactions(account, status, transactions).map(({ id, transaction }) => ({
    id,
    account_id: account,
    status,
    booking_date: transaction.bookingDate,
    value_date: transaction.valueDate,
    amount_minor: transaction.amount.minor,
    currency: transaction.amount.currency,
    text: transaction.text,
    bank_text: transaction.bankText,
    search_text: searchTextOf(transaction),
    counterparty_name: transaction.counterparty?.name ?? null,
    counterparty_account: transaction.counterparty?.account ?? null,
    original_minor: transaction.original?.amount.minor ?? null,
    original_currency: transaction.original?.amount.currency ?? null,
    original_rate: transaction.original?.rate ?? null,
    kind: transaction.kind,
    bank_id: transaction.bankId,
    wire: JSON.stringify(transaction.wire),
  }))
}

/** The amount stands in it as people type it: `1249.50` and `1249,50`. */
function searchTextOf({ text, bankText, counterparty, amount }: BankTransaction): string {
  const digits = toDecimal(amount).replace('-', '')
  const parts = [
    text,
    bankText,
    counterparty?.name,
    counterparty?.account,
    digits,
    digits.replace('.', ','),
  ]
  return toSearchText(parts.filter((part) => part != null).join(' '))
}

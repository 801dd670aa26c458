import type { Selectable } from 'kysely'
import type {
  Transaction,
  TransactionDetails,
  TransactionsAnswer,
  TransactionsQuery,
} from '@skrin/shared/api/transactions'
import type { AccountId, TransactionId } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { readCursor, toCursor } from '../find/findCursor.ts'
import { findRows } from '../find/findRows.ts'
import type { FoundRow } from '../find/findRows.ts'
import { listDaySums } from '../find/listDaySums.ts'
import type { Find } from '../find/resolveFind.ts'
import { readBalances } from '../find/runningBalance.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { annotate } from '../understanding/annotate.ts'
import type { VisibleAccount } from './joinObservations.ts'

const DEFAULT_LIMIT = 100

type Page = Omit<TransactionsAnswer, 'outcomes'>

/** One page of what was asked for, newest first. */
export async function listTransactions(
  db: Database,
  find: Find,
  { limit = DEFAULT_LIMIT, cursor }: Pick<TransactionsQuery, 'limit' | 'cursor'>,
): Promise<Page> {
  const after = cursor === undefined ? undefined : await readCursor(db, find.ranges, cursor)
  const found = await findRows(db, find, { limit: limit + 1, after })
  const page = found.slice(0, limit)
  const isLast = found.length === page.length
  const rows = await readRows(db, page)
  const last = rows.at(-1)
  const balances = await readBalances(db, find.accounts, rows)
  const shown = toShownIds(find.accounts)
  const transactions = rows.map((row) => ({
    ...toTransaction(row, shown),
    balance: balances.get(row.id) ?? null,
  }))
  return {
    transactions: await annotate(db, find.open, transactions),
    nextCursor: !isLast && last ? toCursor(last) : null,
    days: await listDaySums(db, find, { rows, isFirst: cursor === undefined, isLast }),
  }
}

/** The rows in the order in which they were found. */
async function readRows(
  db: Database,
  found: readonly FoundRow[],
): Promise<(Row & { readonly rank: number })[]> {
  if (found.length === 0) return []
  const rows = await db
    .selectFrom('transactions')
    .select(columns)
    .where(
      'id',
      'in',
      found.map((row) => row.transaction_id),
    )
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap(({ rank, transaction_id: id }) => {
    const row = byId.get(id)
    return row ? [{ ...row, rank }] : []
  })
}

export interface FoundTransaction extends TransactionDetails {
  readonly account: VisibleAccount
}

/** One row of what the viewer sees with what the bank sent for it, which only the owner of the observation gets to see. */
export async function findTransaction(
  db: Database,
  accounts: readonly VisibleAccount[],
  id: TransactionId,
): Promise<FoundTransaction | null> {
  const open = accounts.flatMap((account) =>
    account.observations
      .filter(({ level }) => level !== 'balance')
      .map((observation) => ({ account, observation })),
  )
  if (open.length === 0) return null
  const ids = open.map(({ observation }) => observation.id)
  const row = await db
    .selectFrom('transactions')
    .innerJoin('finds', 'finds.transaction_id', 'transactions.id')
    .select(columns.map((column) => `transactions.${column}` as const))
    .select(['transactions.wire', 'finds.rank'])
    .where('transactions.id', '=', id)
    .where('transactions.account_id', 'in', ids)
    .executeTakeFirst()
  const found = row && open.find(({ observation }) => observation.id === row.account_id)
  if (!found) return null
  const wire: unknown = found.observation.level === 'own' ? JSON.parse(row.wire) : null
  const { account } = found
  const balances = await readBalances(db, [account], [row])
  const told = { ...toTransaction(row, toShownIds([account])), balance: balances.get(id) ?? null }
  const [transaction = told] = await annotate(db, accounts, [told])
  return { transaction, wire, account }
}

/** Rows lie under the observation that brought them; the viewer knows the account. */
function toShownIds(accounts: readonly VisibleAccount[]): Map<AccountId, AccountId> {
  return new Map(
    accounts.flatMap(({ id, observations }) => observations.map((one) => [one.id, id])),
  )
}

const columns = [
  'id',
  'account_id',
  'status',
  'booking_date',
  'value_date',
  'amount_minor',
  'currency',
  'text',
  'bank_text',
  'counterparty_name',
  'counterparty_account',
  'original_minor',
  'original_currency',
  'original_rate',
  'kind',
  'state',
  'category',
  'category_by',
  'note',
] as const

type Row = Pick<Selectable<Schema['transactions']>, (typeof columns)[number]>

function toTransaction(row: Row, shown: ReadonlyMap<AccountId, AccountId>): Transaction {
  const { counterparty_name: name, counterparty_account: account } = row
  const { original_minor: minor, original_currency: currency, original_rate: rate } = row
  return {
    id: row.id,
    account: shown.get(row.account_id) ?? row.account_id,
    bookingDate: row.booking_date,
    valueDate: row.value_date,
    status: row.status,
    amount: moneyFromMinor(row.amount_minor, parseCurrency(row.currency)),
    text: row.text,
    bankText: row.bank_text,
    counterparty: name === null && account === null ? null : { name, account },
    original:
      minor === null || currency === null
        ? null
        : { amount: moneyFromMinor(minor, parseCurrency(currency)), rate },
    kind: row.kind,
    state: row.state,
    category:
      row.category === null || row.category_by === null
        ? null
        : { id: row.category, by: row.category_by },
    note: row.note,
    tags: [],
    transfer: null,
    balance: null,
  }
}

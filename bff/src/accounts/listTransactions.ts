import { sql } from 'kysely'
import type { Selectable, SelectQueryBuilder } from 'kysely'
import type {
  Transaction,
  TransactionDetails,
  TransactionsAnswer,
  TransactionsQuery,
} from '@skrin/shared/api/transactions'
import type { AccountId, Currency, TransactionId } from '@skrin/shared/brand'
import { minorDigitsOf, moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { toSearchText } from '@skrin/shared/searchText'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import type { VisibleAccount } from './joinObservations.ts'
import { parseCursor, toCursor } from './transactionCursor.ts'
import { isInSlices, toSlices } from './transactionSlices.ts'
import type { Slice } from './transactionSlices.ts'

const DEFAULT_LIMIT = 100

type Page = Omit<TransactionsAnswer, 'outcomes'>

/** One page of these accounts' transactions, newest first, with the totals of everything that matches. */
export async function listTransactions(
  db: Database,
  accounts: readonly VisibleAccount[],
  query: TransactionsQuery,
): Promise<Page> {
  const slices = accounts.flatMap(({ observations }) => toSlices(observations))
  if (slices.length === 0)
    return { transactions: [], nextCursor: null, days: [], totals: { count: 0, sums: [] } }
  const limit = query.limit ?? DEFAULT_LIMIT
  const currencies = await listCurrencies(db, slices, query)
  const matching = selectMatching(db, { slices, currencies }, query)
  const rows = await afterCursor(matching, query.cursor)
    .select(columns)
    .orderBy('status', 'desc')
    .orderBy('booking_date', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const shown = toShownIds(accounts)
  return {
    transactions: page.map((row) => toTransaction(row, shown)),
    nextCursor: rows.length > limit && last ? toCursor(last) : null,
    days: await readDays(matching, page),
    totals: await readTotals(matching),
  }
}

export interface FoundTransaction extends TransactionDetails {
  readonly account: VisibleAccount
}

/** One row of these accounts with what the bank sent for it, which only the owner of the observation gets to see. */
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
    .select([...columns, 'wire'])
    .where('id', '=', id)
    .where('account_id', 'in', ids)
    .executeTakeFirst()
  const found = row && open.find(({ observation }) => observation.id === row.account_id)
  if (!found) return null
  const wire: unknown = found.observation.level === 'own' ? JSON.parse(row.wire) : null
  const { account } = found
  return { transaction: toTransaction(row, toShownIds([account])), wire, account }
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

type Matching = SelectQueryBuilder<Schema, 'transactions', object>
type Row = Pick<Selectable<Schema['transactions']>, (typeof columns)[number]>

/** The currencies that a bound of the amount meets; none where there is no bound. */
async function listCurrencies(
  db: Database,
  slices: readonly Slice[],
  { min, max }: TransactionsQuery,
): Promise<Currency[]> {
  if (min === undefined && max === undefined) return []
  const rows = await db
    .selectFrom('transactions')
    .select('currency')
    .distinct()
    .where((eb) => isInSlices(eb, slices))
    .execute()
  return rows.map(({ currency }) => parseCurrency(currency))
}

function selectMatching(
  db: Database,
  { slices, currencies }: { slices: readonly Slice[]; currencies: readonly Currency[] },
  query: TransactionsQuery,
): Matching {
  let matching: Matching = db
    .selectFrom('transactions')
    .where((eb) => isInSlices(eb, slices))
    .where('state', '=', 'shown')
  if (query.from !== undefined) matching = matching.where('booking_date', '>=', query.from)
  if (query.to !== undefined) matching = matching.where('booking_date', '<=', query.to)
  if (query.status !== undefined) matching = matching.where('status', '=', query.status)
  if (query.direction === 'in') matching = matching.where('amount_minor', '>', 0)
  if (query.direction === 'out') matching = matching.where('amount_minor', '<', 0)
  if (query.min !== undefined) {
    const bound = toMinorBound(query.min, currencies, Math.ceil)
    matching = matching.where(sql`abs(amount_minor)`, '>=', bound)
  }
  if (query.max !== undefined) {
    const bound = toMinorBound(query.max, currencies, Math.floor)
    matching = matching.where(sql`abs(amount_minor)`, '<=', bound)
  }
  for (const word of toSearchText(query.q ?? '')
    .split(' ')
    .filter(Boolean)) {
    const pattern = `%${word.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
    matching = matching.where(sql<boolean>`search_text like ${pattern} escape '\\'`)
  }
  return matching
}

/** A bound in hundredths as minor units of the row's own currency: 50000 is 50000 øre, and 500 yen. */
function toMinorBound(
  hundredths: number,
  currencies: readonly Currency[],
  round: (minor: number) => number,
) {
  const others = currencies.filter((currency) => minorDigitsOf(currency) !== 2)
  // PostgreSQL takes a parameter within `case` for text, where nothing else says what it is.
  const bigint = (value: number) => sql<number>`cast(${value} as bigint)`
  if (others.length === 0) return bigint(hundredths)
  const cases = others.map((currency) => {
    const minor = round((hundredths * 10 ** minorDigitsOf(currency)) / 100)
    return sql`when ${currency} then ${bigint(minor)}`
  })
  return sql<number>`case currency ${sql.join(cases, sql` `)} else ${bigint(hundredths)} end`
}

function afterCursor(matching: Matching, cursor: string | undefined): Matching {
  if (cursor === undefined) return matching
  const { status, date, id } = parseCursor(cursor)
  return matching.where(sql<boolean>`(status, booking_date, id) < (${status}, ${date}, ${id})`)
}

async function readDays(matching: Matching, page: readonly Row[]): Promise<Page['days']> {
  const dates = [
    ...new Set(page.filter(({ status }) => status === 'booked').map((row) => row.booking_date)),
  ]
  if (dates.length === 0) return []
  const sums = await matching
    .select(['booking_date', 'currency', sql<number>`sum(amount_minor)`.as('sum')])
    .where('status', '=', 'booked')
    .where('booking_date', 'in', dates)
    .groupBy(['booking_date', 'currency'])
    .orderBy('currency')
    .execute()
  const byDate = Map.groupBy(sums, (row) => row.booking_date)
  return dates.map((date) => ({
    date,
    sums: (byDate.get(date) ?? []).map(({ sum, currency }) =>
      moneyFromMinor(sum, parseCurrency(currency)),
    ),
  }))
}

async function readTotals(matching: Matching): Promise<Page['totals']> {
  const rows = await matching
    .select(({ fn }) => [
      'currency',
      fn.countAll<number>().as('count'),
      sql<number>`sum(case when amount_minor > 0 then amount_minor else 0 end)`.as('in'),
      sql<number>`sum(case when amount_minor < 0 then amount_minor else 0 end)`.as('out'),
    ])
    .groupBy('currency')
    .orderBy('count', 'desc')
    .orderBy('currency')
    .execute()
  return {
    count: rows.reduce((count, row) => count + row.count, 0),
    sums: rows.map((row) => ({
      in: moneyFromMinor(row.in, parseCurrency(row.currency)),
      out: moneyFromMinor(row.out, parseCurrency(row.currency)),
    })),
  }
}

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

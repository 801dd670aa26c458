import { addDays, daysBetween } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import type {
  AccountTransactions,
  BankApi,
  FetchedTransactions,
  TransactionsRequest,
} from '../bank.ts'
import { MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { toTransaction } from './mapping.ts'
import { mergeRows } from './mergeRows.ts'
import type { Row } from './mergeRows.ts'
import { rawTransactions, transactionsAnswer } from './wireShapes.ts'
import type { WireTransaction } from './wireShapes.ts'

type AskedAccount = TransactionsRequest['accounts'][number]

/** What one call asks for. `to` null: up to now, and what is pending with a day to come. */
interface Slice {
  readonly keys: readonly string[]
  readonly from: LocalDate
  readonly to: LocalDate | null
}

interface SliceAnswer {
  readonly slice: Slice
  readonly rows: readonly Row[]
  readonly errors: readonly unknown[]
  /** False: there is more than the bank gave. */
  readonly whole: boolean
}

/** The bank has no paging, only a limit; its default and its ceiling are not documented. */
const ROW_LIMIT = 1000
/** Of the 60 an hour that a bank client has. */
const MAX_CALLS = 20

/** One call for all accounts: a call for each would spend the hour's budget. */
export async function fetchTransactions(
  api: BankApi,
  request: TransactionsRequest,
): Promise<FetchedTransactions> {
  const keys = request.accounts.map(({ key }) => key)
  if (keys.length === 0) return { accounts: [] }
  const visit = { api, callsLeft: MAX_CALLS }
  const answers = await fetchSlice(visit, { keys, from: request.from, to: request.to ?? null })
  return {
    accounts: request.accounts.map((account) => toAccountTransactions(account, request, answers)),
  }
}

/** Newest part first, so that what is missing when calls run out is the oldest. */
async function fetchSlice(
  visit: { api: BankApi; callsLeft: number },
  slice: Slice,
): Promise<SliceAnswer[]> {
  if (visit.callsLeft === 0) return [{ slice, rows: [], errors: [], whole: false }]
  visit.callsLeft--
  const answer = await fetchRows(visit.api, slice)
  if (!isCutOff(answer.rows.length)) return [answer]
  const [newer, older] = splitSlice(slice, visit.api.today)
  if (!newer || !older || visit.callsLeft === 0) return [{ ...answer, whole: false }]
  return [...(await fetchSlice(visit, newer)), ...(await fetchSlice(visit, older))]
}

/** A ceiling below our limit would be a round number: then it is worth two calls to know. */
function isCutOff(rowCount: number): boolean {
  return rowCount >= ROW_LIMIT || (rowCount > 0 && rowCount % 100 === 0)
}

/** Two halves of the days, or of the accounts when there is one day left; nothing when there is one of both. */
function splitSlice(slice: Slice, today: LocalDate): Slice[] {
  const { keys, from, to } = slice
  const days = daysBetween(from, to ?? today)
  if (days > 0) {
    const middle = addDays(from, Math.floor(days / 2))
    return [
      { keys, from: addDays(middle, 1), to },
      { keys, from, to: middle },
    ]
  }
  if (keys.length === 1) return []
  const half = Math.ceil(keys.length / 2)
  return [
    { ...slice, keys: keys.slice(0, half) },
    { ...slice, keys: keys.slice(half) },
  ]
}

async function fetchRows(api: BankApi, slice: Slice): Promise<SliceAnswer> {
  const wire = await api.fetchJson(calls.transactions, {
    query: {
      accountKey: slice.keys,
      fromDate: slice.from,
      toDate: slice.to ?? undefined,
      rowLimit: String(ROW_LIMIT),
      source: 'ALL',
    },
  })
  const { transactions, errors } = parseWire(transactionsAnswer, wire)
  const raw = parseWire(rawTransactions, wire).transactions ?? []
  if (!transactions && !errors?.length) throw new MappingError('transactions')
  const rows = (transactions ?? []).map((row, index) => ({
    row,
    wire: raw[index] ?? null,
    index,
    key: readKey(slice, row, index),
  }))
  return { slice, rows, errors: errors ?? [], whole: true }
}

/** @throws MappingError when it cannot be told whose row it is */
function readKey({ keys }: Slice, { accountKey }: WireTransaction, index: number): string {
  const key = accountKey ?? (keys.length === 1 ? keys[0] : undefined)
  if (key === undefined || !keys.includes(key))
    throw new MappingError(`transactions[${index}].accountKey`)
  return key
}

function toAccountTransactions(
  account: AskedAccount,
  request: TransactionsRequest,
  answers: readonly SliceAnswer[],
): AccountTransactions {
  const own = answers.filter(({ slice }) => slice.keys.includes(account.key))
  const rows = mergeRows(
    own.map((answer) => answer.rows.filter(({ key }) => key === account.key)),
  ).filter(({ row }) => row.bookingStatus === 'PENDING' || row.date >= request.from)
  const ofStatus = (status: WireTransaction['bookingStatus']) =>
    rows
      .filter(({ row }) => row.bookingStatus === status)
      .map(({ row, wire, index }) =>
        toTransaction(row, { index, wire, currency: account.currency }),
      )
  const coveredFrom = toCoveredFrom(own, request.from)
  return {
    key: account.key,
    booked: ofStatus('BOOKED'),
    pending: ofStatus('PENDING'),
    coveredFrom: coveredFrom ?? request.from,
    complete:
      coveredFrom !== null &&
      own.every(({ errors }) => !errors.some((error) => concerns(error, account))),
  }
}

/** The bank chooses by the day of the purchase: what was bought in the missing days can be booked this much later. */
const BOOKED_WITHIN_DAYS = 14

/**
 * Some days after the newest that is missing: a history too long for one visit's calls begins later, instead of being
 * asked for anew at every visit and never whole. null: what is missing reaches up to now.
 */
function toCoveredFrom(answers: readonly SliceAnswer[], from: LocalDate): LocalDate | null {
  const missing = answers.filter(({ whole }) => !whole).map(({ slice }) => slice.to)
  return missing.reduce<LocalDate | null>((covered, to) => {
    if (covered === null || to === null) return null
    const after = addDays(to, 1 + BOOKED_WITHIN_DAYS)
    return after > covered ? after : covered
  }, from)
}

/** `errors` comes with 200: rows are missing. Only the one about cards spares other accounts. */
function concerns(error: unknown, { kind }: AskedAccount): boolean {
  return error !== 'CREDIT_ACCOUNTS_FAILED' || !['current', 'savings'].includes(kind)
}

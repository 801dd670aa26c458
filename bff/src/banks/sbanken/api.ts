import type { LocalDate } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import type {
  AccountTransactions,
  BankApi,
  BankTransaction,
  FetchedAccounts,
  FetchedTransactions,
  TransactionsRequest,
} from '../bank.ts'
import { BankError } from '../bankError.ts'
import { visitAccounts } from '../visitAccounts.ts'
import { calls } from './calls.ts'
import { fetchRows } from './fetchRows.ts'
import { fillFromArchive } from './fillFromArchive.ts'
import { toAccount, toTransaction } from './mapping.ts'
import { readList } from './readList.ts'
import { earlier, later, toNewestWindows, toWindows } from './windows.ts'
import type { Window } from './windows.ts'
import { wireAccount, wireArchiveRow, wireStatementRow } from './wireShapes.ts'

/** `startDate` may not be before this. */
const FIRST_DAY = parseLocalDate('2000-01-01')
/** What the bank itself takes when no start is asked for; a reservation is not older. */
const RESERVATION_DAYS = 30
/** The newest rows, of about 16 days, are not in the archive (Sbanken/api-examples issues 55 and 57). */
const ARCHIVE_LAG_DAYS = 14

export async function fetchAccounts(api: BankApi): Promise<FetchedAccounts> {
  const { items, total } = readList(wireAccount, await api.fetchJson(calls.accounts))
  return {
    accounts: items.map(({ item, field }) => toAccount(item, field)),
    complete: total === null || items.length >= total,
  }
}

export async function fetchTransactions(
  api: BankApi,
  request: TransactionsRequest,
): Promise<FetchedTransactions> {
  const from = earlier(later(request.from, FIRST_DAY), api.today)
  const to = request.to ?? null
  // The bank counts thirty calls a minute for the whole client: two years of many accounts take several visits.
  return visitAccounts({
    keys: request.accounts.map(({ key }) => key),
    today: api.today,
    budgetIsPerAccount: false,
    fetchOne: (key) => fetchAccount(api, key, { from, to }),
  })
}

async function fetchAccount(
  api: BankApi,
  key: string,
  { from, to }: Window,
): Promise<AccountTransactions> {
  const statement = await fetchStatement(api, key, { from, to })
  const oldest = oldestDay(statement.booked) ?? to ?? api.today
  const archive = await fetchArchive(api, key, { from, to: oldest })
  return {
    key,
    booked: fillFromArchive(statement.booked, archive.booked),
    pending: statement.pending,
    coveredFrom: archive.exists ? from : oldest,
    complete: statement.complete && archive.complete,
  }
}

interface Statement {
  readonly booked: readonly BankTransaction[]
  readonly pending: readonly BankTransaction[]
  readonly complete: boolean
}

/** Booked rows from `from` on; up to now also every reservation there is, those made before `from` too. */
async function fetchStatement(
  api: BankApi,
  accountId: string,
  { from, to }: Window,
): Promise<Statement> {
  const start = earlier(from, addDays(api.today, -RESERVATION_DAYS))
  const windows = to === null ? toNewestWindows(start, api.today) : toWindows(from, to)
  const booked: BankTransaction[] = []
  const pending: BankTransaction[] = []
  let complete = true
  for (const window of windows) {
    const request = { call: calls.statement, row: wireStatementRow, accountId, window }
    const fetched = await fetchRows(api, request)
    complete &&= fetched.complete
    for (const { item, ...source } of fetched.rows) {
      const list = item.isReservation ? pending : booked
      list.push(toTransaction(item, source))
    }
  }
  return { booked: booked.filter((row) => row.bookingDate >= from), pending, complete }
}

interface Archive {
  readonly booked: readonly BankTransaction[]
  readonly complete: boolean
  /** False: a server without archive, which came in May 2021. */
  readonly exists: boolean
}

/** Only from the statement's oldest row backwards: up to there the statement is whole, and every call counts. */
async function fetchArchive(
  api: BankApi,
  accountId: string,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Archive> {
  const booked: BankTransaction[] = []
  let complete = true
  for (const window of toArchiveWindows(from, to, api.today)) {
    const request = { call: calls.archive, row: wireArchiveRow, accountId, window }
    const fetched = await fetchRowsIfThere(api, request)
    if (fetched === null) return { booked: [], complete: true, exists: false }
    complete &&= fetched.complete
    booked.push(...fetched.rows.map(({ item, ...source }) => toTransaction(item, source)))
  }
  return { booked: booked.filter((row) => row.bookingDate <= to), complete, exists: true }
}

function toArchiveWindows(from: LocalDate, to: LocalDate, today: LocalDate): Window[] {
  return toWindows(from, earlier(to, addDays(today, -ARCHIVE_LAG_DAYS)))
}

async function fetchRowsIfThere(
  api: BankApi,
  request: Parameters<typeof fetchRows<typeof wireArchiveRow>>[1],
) {
  try {
    return await fetchRows(api, request)
  } catch (error) {
    if (error instanceof BankError && error.status === 404) return null
    throw error
  }
}

function oldestDay(rows: readonly BankTransaction[]): LocalDate | null {
  return rows.reduce<LocalDate | null>(
    (oldest, { bookingDate }) => (oldest === null ? bookingDate : earlier(oldest, bookingDate)),
    null,
  )
}

import type { AccountKind } from '@skrin/shared/api/accounts'
import type { AccountId, ConnectionId, Currency, LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { parseCurrency } from '@skrin/shared/money'
import type { AccountTransactions } from '../banks/bank.ts'
import { noteChange } from '../events/noteChange.ts'
import type { Database } from '../store/database.ts'
import { followRows } from './followRows.ts'
import { saveTransactions } from './saveTransactions.ts'
import type { Visit, VisitDeps } from './visit.ts'

/** Ten years: an end to asking banks that never say how deep they go. */
const DEEPEST_DAYS = 3653
/** Windows overlap: banks that choose rows by the day of the purchase book them later, so into the next window. */
const OVERLAP_DAYS = 14

/**
 * What the bank has beyond the first visit's depth, newest first and window by window, each kept as it comes: a round that
 * was cut short goes on where it stood. Ends with a window that has nothing. False: the bank left something out.
 * @throws BankError
 */
export async function fetchHistory(deps: VisitDeps, visit: Visit): Promise<boolean> {
  const { db } = deps
  const { bank, connection, run } = visit
  const { windowDays } = bank.history
  if (windowDays === null) {
    await noteNothingOlder(db, connection.id)
    return true
  }
  for (let done = 0; !visit.isEnding(); done++) {
    const window = toWindow(await listUnfinished(db, connection.id), visit, windowDays)
    if (window === null) return true
    await run.note({ step: 'history', from: window.from, done, total: 0 })
    if (!(await fetchWindow(deps, visit, window))) return false
  }
  return true
}

/** Whether there is more to ask for, as far as is known. */
export async function isHistoryLeft(db: Database, connection: ConnectionId): Promise<boolean> {
  return (await listUnfinished(db, connection)).length > 0
}

interface Window {
  readonly accounts: readonly Unfinished[]
  readonly from: LocalDate
  readonly to: LocalDate
}

async function fetchWindow(
  deps: VisitDeps,
  { bank, api, connection, run, askedAt }: Visit,
  { accounts, from, to }: Window,
): Promise<boolean> {
  const { db, clock } = deps
  const ids = accounts.map(({ id }) => id)
  const wanted = accounts.map(({ bank_key: key, ...rest }) => ({ key, ...rest }))
  const answer = await bank.fetchTransactions(api, { accounts: wanted, from, to })
  const { timeZone } = bank.manifest
  let isWhole = answer.accounts.length === accounts.length
  let news = 0
  for (const told of answer.accounts) {
    const account = accounts.find(({ bank_key: key }) => key === told.key)
    if (!account) continue
    // It says nothing of the days after it: it only adds.
    const partial = { ...told, pending: [], complete: false }
    const saved = await saveTransactions(db, { id: account.id, askedAt, timeZone }, partial)
    news += saved.added.length
    if (told.complete) await noteReached(db, account, { told, from })
    isWhole &&= told.complete
  }
  run.countAdded(news)
  if (news > 0) await noteChange({ db, clock }, ids)
  await followRows(deps, connection, ids)
  return isWhole
}

function toWindow(
  unfinished: readonly Unfinished[],
  { api }: Visit,
  windowDays: number,
): Window | null {
  const newest = unfinished
    .map(({ reached }) => reached)
    .sort()
    .at(-1)
  if (newest === undefined) return null
  const deepest = addDays(api.today, -DEEPEST_DAYS)
  const from = addDays(newest, OVERLAP_DAYS - windowDays)
  return {
    accounts: unfinished.filter(({ reached }) => reached === newest),
    from: from > deepest ? from : deepest,
    to: addDays(newest, OVERLAP_DAYS - 1),
  }
}

/** An account ends where a whole window has nothing before what was known, where the bank goes no further, or at the deepest day. */
async function noteReached(
  db: Database,
  { id, reached: before }: Unfinished,
  { told, from }: { told: AccountTransactions; from: LocalDate },
): Promise<void> {
  const reached = told.coveredFrom > from ? told.coveredFrom : from
  const isOver = reached >= before || !told.booked.some(({ bookingDate }) => bookingDate < before)
  await db
    .updateTable('accounts')
    .set({
      history_whole: isOver ? 1 : 0,
      ...(reached < before && { history_from: reached, covered_from: reached }),
    })
    .where('id', '=', id)
    .execute()
}

interface Unfinished {
  readonly id: AccountId
  readonly bank_key: string
  readonly number: string | null
  readonly currency: Currency
  readonly kind: AccountKind
  /** The first day from which its rows are whole. */
  readonly reached: LocalDate
}

async function listUnfinished(db: Database, connection: ConnectionId): Promise<Unfinished[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'bank_key', 'number', 'currency', 'kind', 'covered_from', 'history_from'])
    .where('connection_id', '=', connection)
    .where('closed', '=', 0)
    .where('history_whole', '=', 0)
    .where('transactions_at', 'is not', null)
    .orderBy('position')
    .execute()
  return rows.flatMap(({ covered_from: covered, history_from: reached, currency, ...row }) =>
    covered === null
      ? []
      : [{ ...row, currency: parseCurrency(currency), reached: reached ?? covered }],
  )
}

async function noteNothingOlder(db: Database, connection: ConnectionId): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ history_whole: 1 })
    .where('connection_id', '=', connection)
    .where('transactions_at', 'is not', null)
    .execute()
}

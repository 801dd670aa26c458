import { sql } from 'kysely'
import type { BalanceInsight } from '@skrin/shared/api/insights'
import type { Currency, LocalDate } from '@skrin/shared/brand'
import { addDays, daysBetween, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { findFigures } from '../../accounts/describeAccount.ts'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import { isInSlices, toSlices } from '../../accounts/transactionSlices.ts'
import type { Slice } from '../../accounts/transactionSlices.ts'
import { toSliceTest } from '../../find/findQueries.ts'
import { toHouseholdDay } from '../../household/householdDay.ts'
import type { Database } from '../../store/database.ts'
import type { Converter } from '../rates/converter.ts'
import { addMonths, toMonth } from './period.ts'
import type { Period } from './period.ts'

const DAILY_DAYS = 100
const WEEKLY_DAYS = 731

interface Asked {
  readonly accounts: readonly VisibleAccount[]
  readonly period: Period
  readonly today: LocalDate
  readonly converter: Converter | null
}

/** What one account had at the end of each of the days; null: not known so far back. */
interface Course {
  readonly currency: Currency
  readonly balances: readonly (number | null)[]
}

/** The booked balance at the end of days, walked back from the last one known, of accounts that are still connected. */
export async function describeBalance(
  db: Database,
  { accounts, period, today, converter }: Asked,
): Promise<BalanceInsight> {
  const to = period.to > today ? today : period.to
  const dates = period.from > to ? [] : listDates({ from: period.from, to })
  const courses: Course[] = []
  for (const account of accounts) {
    const course = await readCourse(db, account, dates)
    if (course) courses.push(course)
  }
  const byCurrency = Map.groupBy(courses, ({ currency }) => currency)
  const currencies = [...byCurrency]
    .toSorted(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([currency, own]) => ({
      currency,
      accounts: own.length,
      points: dates.map((date, at) => ({ date, ...sumAt(own, at, currency) })),
    }))
  return {
    ...period,
    currencies,
    converted: converter && {
      accounts: courses.length,
      points: dates.map((date, at) => {
        const parts = currencies.flatMap(({ points }) => points[at] ?? [])
        const balance = converter.convert(parts.map((part) => ({ money: part.balance, date })))
        const known = parts.reduce((sum, part) => sum + part.known, 0)
        return { date, balance: { ...balance, missing: [...balance.missing] }, known }
      }),
    },
  }
}

function sumAt(courses: readonly Course[], at: number, currency: Currency) {
  const known = courses.flatMap(({ balances }) => balances[at] ?? [])
  const minor = known.reduce((sum, balance) => sum + balance, 0)
  return { balance: moneyFromMinor(minor, currency), known: known.length }
}

/** Every day, every seventh, or the last of each month; always the last day. */
function listDates({ from, to }: Period): LocalDate[] {
  const days = daysBetween(from, to)
  if (days < DAILY_DAYS) return Array.from({ length: days + 1 }, (_, at) => addDays(from, at))
  if (days < WEEKLY_DAYS) {
    const weeks = Math.floor(days / 7)
    return Array.from({ length: weeks + 1 }, (_, at) => addDays(to, 7 * (at - weeks)))
  }
  const dates = []
  for (let month = toMonth(from); month < toMonth(to); month = addMonths(month, 1))
    dates.push(addDays(parseLocalDate(`${addMonths(month, 1)}-01`), -1))
  return [...dates, to]
}

async function readCourse(
  db: Database,
  { observations }: VisibleAccount,
  dates: readonly LocalDate[],
): Promise<Course | null> {
  const slices = toSlices(observations)
  const { balance_minor: shown, currency, closed } = findFigures(observations)
  const balance = slices[0]?.observation.balance_minor ?? null
  const begin = findBegin(slices)
  const isConnected = observations.some(({ status }) => status !== 'disconnected')
  const [first] = dates
  if (shown === null || closed === 1 || !isConnected || first === undefined) return null
  const code = parseCurrency(currency)
  const days = await readDays(db, slices, first)
  // What a row in another currency did to the balance is not told.
  if (balance === null || begin === null || days.some((row) => row.currency !== currency))
    return { currency: code, balances: dates.map(() => null) }
  const [whole, deleted] = [addDays(begin, -1), await findLastDeleted(db, slices)]
  const earliest = deleted !== null && deleted > whole ? deleted : whole
  const balances: (number | null)[] = []
  let minor = balance
  let next = 0
  for (const date of dates.toReversed()) {
    for (let day = days[next]; day && day.date > date; day = days[++next]) minor -= day.sum
    balances.push(date >= earliest ? minor : null)
  }
  return { currency: code, balances: balances.reverse() }
}

/** The first day from which rows are whole: each slice must have been answered up to where the next one begins. */
function findBegin([last, ...others]: readonly Slice[]): LocalDate | null {
  let begin = last?.observation.covered_from ?? null
  for (const { observation } of others) {
    const { covered_from: from, transactions_at: at } = observation
    if (begin === null || at === null || toHouseholdDay(at) < begin) break
    begin = from
  }
  return begin
}

/** The last day of which a person deleted something: the bank may still count it. */
async function findLastDeleted(db: Database, slices: readonly Slice[]): Promise<LocalDate | null> {
  if (slices.length === 0) return null
  const { rows } = await sql<{ day: LocalDate | null }>`
    select max(booking_date) as day from day_sums
    where ${toSliceTest(slices)} and status = 'booked' and state = 'deleted'`.execute(db)
  return rows[0]?.day ?? null
}

/** Booked sums by day after this one, the newest first. */
async function readDays(db: Database, slices: readonly Slice[], after: LocalDate) {
  if (slices.length === 0) return []
  return db
    .selectFrom('transactions')
    .select(['booking_date as date', 'currency', sql<number>`sum(amount_minor)`.as('sum')])
    .where((eb) => isInSlices(eb, slices))
    .where('status', '=', 'booked')
    .where('state', '=', 'shown')
    .where('booking_date', '>', after)
    .groupBy(['booking_date', 'currency'])
    .orderBy('booking_date', 'desc')
    .execute()
}

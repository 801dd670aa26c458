import type { RecurringPeriod } from '@skrin/shared/api/insights'
import type { LocalDate, TransactionId } from '@skrin/shared/brand'
import { addDays, daysBetween, parseLocalDate } from '@skrin/shared/dates'
import { addMonths, toMonth } from '../insights/period.ts'

/** A booked row of one account and one payee, all in one direction and currency. */
export interface SeriesRow {
  readonly id: TransactionId
  readonly date: LocalDate
  /** Above 0, whichever way it goes. */
  readonly minor: number
}

export interface Series {
  readonly period: RecurringPeriod
  /** The oldest first. */
  readonly rows: readonly SeriesRow[]
  readonly typical: number
  readonly varies: boolean
  readonly priceChange: {
    readonly date: LocalDate
    readonly from: number
    readonly to: number
  } | null
}

interface Rhythm {
  readonly period: RecurringPeriod
  readonly least: number
  readonly most: number
  readonly rows: number
  /** What happens often is recurring only where the amounts are alike: groceries are bought every week too. */
  readonly isSteady: boolean
  /** Days after the expected one in which it is late; then it has ended. */
  readonly grace: number
}

const rhythms: readonly Rhythm[] = [
  { period: 'weekly', least: 6, most: 8, rows: 5, isSteady: true, grace: 14 },
  { period: 'fortnightly', least: 12, most: 16, rows: 4, isSteady: true, grace: 21 },
  { period: 'monthly', least: 26, most: 36, rows: 3, isSteady: false, grace: 40 },
  { period: 'quarterly', least: 82, most: 100, rows: 3, isSteady: false, grace: 60 },
  { period: 'yearly', least: 350, most: 380, rows: 2, isSteady: false, grace: 60 },
]

/** Of ten intervals so many keep the rhythm. */
const KEPT = 0.8
const ALIKE = 0.1

/** The recurring payments among a payee's rows: all of them as one, or those of about one amount apart. */
export function findSeries(rows: readonly SeriesRow[]): Series[] {
  const sorted = rows.toSorted((a, b) => (a.date === b.date ? 0 : a.date < b.date ? -1 : 1))
  const whole = toSeries(sorted)
  if (whole) return [whole]
  const groups = groupByAmount(sorted)
  return groups.length < 2 ? [] : groups.flatMap((group) => toSeriesAmongOthers(group) ?? [])
}

/** Shopping in two years comes to about one amount on about one day by chance: such a yearly one is exactly the same. */
function toSeriesAmongOthers(rows: readonly SeriesRow[]): Series | null {
  const series = toSeries(rows)
  const isExact = rows.every(({ minor }) => minor === rows[0]?.minor)
  return series?.period === 'yearly' && !isExact ? null : series
}

function toSeries(rows: readonly SeriesRow[]): Series | null {
  const intervals = rows
    .slice(1)
    .map((row, at) => daysBetween(rows[at]?.date ?? row.date, row.date))
  const rhythm = rhythms.find((one) => keeps(one, rows, intervals))
  if (!rhythm) return null
  const amounts = rows.map(({ minor }) => minor)
  const typical = middleOf(amounts.slice(-7))
  const alike = amounts.filter((minor) => isAlike(minor, typical))
  if (rhythm.isSteady && alike.length < amounts.length * KEPT) return null
  // A yearly one of two rows must look like one.
  if (amounts.some((minor) => minor > typical * 4 || minor * 4 < typical)) return null
  if (rhythm.period === 'yearly' && alike.length < 2 && rows.length < 3) return null
  const varies = countSteps(amounts) > Math.max(1, (amounts.length - 1) / 4)
  return {
    period: rhythm.period,
    rows,
    typical,
    varies,
    priceChange: varies ? null : findPriceChange(rows),
  }
}

function keeps(
  { least, most, rows: wanted }: Rhythm,
  rows: readonly SeriesRow[],
  intervals: readonly number[],
) {
  const kept = intervals.filter((days) => days >= least && days <= most)
  return rows.length >= wanted && kept.length >= Math.max(1, intervals.length * KEPT)
}

function isAlike(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(a, b) * ALIKE
}

function countSteps(amounts: readonly number[]): number {
  return amounts.slice(1).filter((minor, at) => minor !== amounts[at]).length
}

/** The last time that an amount which had come at least twice became another one for good. */
function findPriceChange(rows: readonly SeriesRow[]): Series['priceChange'] {
  const at = rows.findLastIndex((row, index) => index > 0 && row.minor !== rows[index - 1]?.minor)
  const [before, changed] = [rows[at - 1], rows[at]]
  const isSettled = before !== undefined && rows[at - 2]?.minor === before.minor
  return isSettled && changed ? { date: changed.date, from: before.minor, to: changed.minor } : null
}

function groupByAmount(rows: readonly SeriesRow[]): SeriesRow[][] {
  const groups: SeriesRow[][] = []
  for (const row of rows.toSorted((a, b) => a.minor - b.minor)) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && isAlike(last.minor, row.minor)) group.push(row)
    else groups.push([row])
  }
  return groups.map((group) => group.toSorted((a, b) => (a.date < b.date ? -1 : 1)))
}

export function middleOf(amounts: readonly number[]): number {
  return amounts.toSorted((a, b) => a - b)[Math.floor(amounts.length / 2)] ?? 0
}

/** When it comes next, and whether it should have come. */
export function expectNext(
  { period, rows }: Series,
  today: LocalDate,
): { next: LocalDate | null; state: 'active' | 'late' | 'ended' } {
  const last = rows.at(-1)?.date ?? today
  const next = addPeriod(
    last,
    period,
    middleOf(rows.slice(-6).map(({ date }) => Number(date.slice(8)))),
  )
  const grace = rhythms.find((one) => one.period === period)?.grace ?? 0
  const late = daysBetween(next, today)
  if (late > grace) return { next: null, state: 'ended' }
  return { next, state: late > 3 ? 'late' : 'active' }
}

const monthsOf = { monthly: 1, quarterly: 3, yearly: 12 } as const

/** On the usual day of the month, or the month's last. */
function addPeriod(last: LocalDate, period: RecurringPeriod, usualDay: number): LocalDate {
  if (period === 'weekly' || period === 'fortnightly')
    return addDays(last, period === 'weekly' ? 7 : 14)
  const month = addMonths(toMonth(last), monthsOf[period])
  const end = addDays(parseLocalDate(`${addMonths(month, 1)}-01`), -1)
  const usual = Math.min(usualDay, Number(end.slice(8)))
  return parseLocalDate(`${month}-${String(usual).padStart(2, '0')}`)
}

export const timesAYear = {
  weekly: 52,
  fortnightly: 26,
  monthly: 12,
  quarterly: 4,
  yearly: 1,
} as const

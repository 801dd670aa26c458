import { sql } from 'kysely'
import type { BookingStatus, TransactionsAnswer } from '@skrin/shared/api/transactions'
import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Database } from '../store/database.ts'
import { engineOf } from '../store/engine.ts'
import { toTests } from './findConditions.ts'
import { and, toRangesTest } from './findQueries.ts'
import type { Wanted } from './findRows.ts'
import { cutRanges, firstRankOf } from './rankRanges.ts'

interface PageRow {
  readonly status: BookingStatus
  readonly booking_date: LocalDate
  readonly amount_minor: number
  readonly currency: string
}

/** The days of a page, and which of them go on before or after it. */
export interface DayPage {
  readonly rows: readonly PageRow[]
  readonly isFirst: boolean
  readonly isLast: boolean
}

/**
 * What each day of a page comes to under the same conditions, per currency. Days that are on the page from beginning to end are
 * added up as they are; only the first and the last of it may have rows elsewhere.
 */
export async function listDaySums(
  db: Database,
  wanted: Wanted,
  { rows, isFirst, isLast }: DayPage,
): Promise<TransactionsAnswer['days']> {
  const booked = rows.filter(({ status }) => status === 'booked')
  const byDay = Map.groupBy(booked, (row) => row.booking_date)
  const days = [...byDay.keys()]
  const cut = days.filter((_, at) => (at === 0 && !isFirst) || (at === days.length - 1 && !isLast))
  const sums = new Map<LocalDate, ReadonlyMap<string, number>>()
  for (const [day, own] of byDay) sums.set(day, addUp(own))
  for (const day of cut) sums.set(day, addUp(await readDay(db, wanted, day)))
  return days.map((date) => ({ date, sums: toAmounts(sums.get(date) ?? new Map()) }))
}

function addUp(rows: readonly Pick<PageRow, 'currency' | 'amount_minor'>[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { currency, amount_minor: minor } of rows)
    sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return sums
}

function toAmounts(sums: ReadonlyMap<string, number>) {
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => moneyFromMinor(minor, parseCurrency(currency)))
}

async function readDay(
  db: Database,
  { ranges, conditions, currencies }: Wanted,
  day: LocalDate,
): Promise<Pick<PageRow, 'currency' | 'amount_minor'>[]> {
  const low = firstRankOf(day)
  const ofDay = cutRanges(ranges, { low, high: firstRankOf(addDays(day, 1)) })
  const tests = toTests(conditions, { engine: engineOf(db), currencies })
  const { rows } = await sql<Pick<PageRow, 'currency' | 'amount_minor'>>`
    select currency, sum(amount_minor) as amount_minor from finds
    where ${and([toRangesTest(ofDay), ...tests])} group by currency`.execute(db)
  return rows
}

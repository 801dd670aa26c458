import type { AccountId, LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'

export const TREND_DAYS = 90

export interface TrendAccount {
  readonly id: AccountId
  readonly currency: string
  readonly balance_minor: number | null
  readonly covered_from: LocalDate | null
}

/** The booked balance at the end of each of the last 90 days, walked back from today's; empty where it is not known. */
export async function readTrends(
  db: Database,
  accounts: readonly TrendAccount[],
  today: LocalDate,
): Promise<Map<AccountId, number[]>> {
  const first = addDays(today, 1 - TREND_DAYS)
  const known = accounts.filter(
    ({ balance_minor: balance, covered_from: from }) =>
      balance !== null && from !== null && from <= first,
  )
  if (known.length === 0) return new Map()
  const sums = await db
    .selectFrom('transactions')
    .select(['account_id', 'booking_date', 'currency', sql<number>`sum(amount_minor)`.as('sum')])
    .where(
      'account_id',
      'in',
      known.map(({ id }) => id),
    )
    .where('status', '=', 'booked')
    .where('booking_date', '>', first)
    .groupBy(['account_id', 'booking_date', 'currency'])
    .execute()
  const byDay = new Map(sums.map((row) => [`${row.account_id} ${row.booking_date}`, row.sum]))
  // What a row in another currency did to the balance is not told.
  const currencies = new Map(known.map(({ id, currency }) => [id, currency]))
  const unclear = new Set(
    sums
      .filter((row) => row.currency !== currencies.get(row.account_id))
      .map((row) => row.account_id),
  )
  return new Map(
    known
      .filter(({ id }) => !unclear.has(id))
      .map((account) => [account.id, walkBack(account, today, byDay)]),
  )
}

function walkBack(
  { id, balance_minor: balance }: TrendAccount,
  today: LocalDate,
  byDay: Map<string, number>,
): number[] {
  const trend: number[] = []
  let minor = balance ?? 0
  for (let back = 0; back < TREND_DAYS; back++) {
    trend.push(minor)
    minor -= byDay.get(`${id} ${addDays(today, -back)}`) ?? 0
  }
  return trend.reverse()
}

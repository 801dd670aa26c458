import type { AccountId, LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { sql } from 'kysely'
import { toSliceTest } from '../find/findQueries.ts'
import { toHouseholdDay } from '../household/householdDay.ts'
import type { Database } from '../store/database.ts'
import { findFigures } from './describeAccount.ts'
import type { VisibleAccount } from './joinObservations.ts'
import { toSlices } from './transactionSlices.ts'
import type { Slice } from './transactionSlices.ts'

export const TREND_DAYS = 90

interface Walk {
  readonly id: AccountId
  readonly currency: string
  readonly slices: readonly Slice[]
  /** Booked on the day that the transactions were told, and what the account shows now. */
  readonly balance: number
  readonly shown: number
}

/**
 * The booked balance at the end of each of the last 90 days, walked back from the last one known; only where every day
 * of them is, and of accounts whose transactions the viewer sees.
 */
export async function readTrends(
  db: Database,
  accounts: readonly VisibleAccount[],
  today: LocalDate,
): Promise<Map<AccountId, number[]>> {
  const first = addDays(today, 1 - TREND_DAYS)
  const walks = accounts.flatMap((account) => toWalk(account, first))
  const sums = await readSums(db, walks, first)
  // What a row in another currency did to the balance is not told; what a person deleted the bank may still count.
  const isClear = ({ id, currency }: Walk) =>
    (sums.get(id) ?? []).every((sum) => sum.currency === currency && sum.deleted === 0)
  return new Map(
    walks.filter(isClear).map((walk) => {
      const byDay = new Map((sums.get(walk.id) ?? []).map((row) => [row.booking_date, row.sum]))
      return [walk.id, walkBack(walk, today, byDay)]
    }),
  )
}

function toWalk({ id, observations }: VisibleAccount, first: LocalDate): Walk[] {
  const slices = toSlices(observations)
  const balance = slices[0]?.observation.balance_minor ?? null
  const { balance_minor: shown, currency } = findFigures(observations)
  const begin = findBegin(slices)
  if (balance === null || shown === null || begin === null || begin > first) return []
  return [{ id, currency, slices, balance, shown }]
}

/** The first day from which rows are whole: each slice must have been answered up to where the next one begins. */
export function findBegin([last, ...others]: readonly Slice[]): LocalDate | null {
  let begin = last?.observation.covered_from ?? null
  for (const { observation } of others) {
    const { covered_from: from, transactions_at: at } = observation
    if (begin === null || at === null || toHouseholdDay(at) < begin) break
    begin = from
  }
  return begin
}

interface Sum {
  readonly account_id: AccountId
  readonly booking_date: LocalDate
  readonly currency: string
  readonly sum: number
  /** 1: something of it was deleted by a person. */
  readonly deleted: number
}

async function readSums(db: Database, walks: readonly Walk[], first: LocalDate) {
  const slices = walks.flatMap((walk) => walk.slices)
  if (slices.length === 0) return new Map<AccountId, never[]>()
  const { rows } = await sql<Sum>`
    select account_id, booking_date, currency, sum(sum_in + sum_out) as sum,
      max(case when state = 'deleted' then 1 else 0 end) as deleted
    from day_sums
    where ${toSliceTest(slices)} and status = 'booked' and state <> 'withdrawn'
      and booking_date > ${first}
    group by account_id, booking_date, currency`.execute(db)
  const shown = new Map(
    walks.flatMap(({ id, slices: own }) => own.map(({ observation }) => [observation.id, id])),
  )
  return Map.groupBy(rows, (row) => shown.get(row.account_id) ?? row.account_id)
}

/** A day is in one slice only, so it has one sum. */
function walkBack(
  { balance, shown }: Walk,
  today: LocalDate,
  byDay: ReadonlyMap<LocalDate, number>,
): number[] {
  const trend: number[] = []
  let minor = balance
  for (let back = 0; back < TREND_DAYS; back++) {
    trend.push(back === 0 ? shown : minor)
    minor -= byDay.get(addDays(today, -back)) ?? 0
  }
  return trend.reverse()
}

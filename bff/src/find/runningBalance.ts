import { sql } from 'kysely'
import type { AccountId, Currency, LocalDate, TransactionId } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { findBegin } from '../accounts/balanceTrend.ts'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { toSlices } from '../accounts/transactionSlices.ts'
import type { Slice } from '../accounts/transactionSlices.ts'
import type { Database } from '../store/database.ts'
import { toRangesTest, toSliceTest } from './findQueries.ts'
import { toRankRanges } from './rankRanges.ts'

interface BalanceRow {
  readonly id: TransactionId
  readonly rank: number
  /** The observation that brings the row. */
  readonly account_id: AccountId
  readonly status: 'booked' | 'pending'
  readonly booking_date: LocalDate
}

/** An account whose rows are whole from a day on, with those of the page that are not before it. */
interface Walk {
  readonly slices: readonly Slice[]
  readonly minor: number
  readonly currency: Currency
  readonly rows: readonly BalanceRow[]
  /** Of the rows, the newest first. */
  readonly days: readonly LocalDate[]
}

/** What was booked on a day of a month that the page has rows of, or in a whole other month (`2026-03`). */
interface Step {
  readonly walk: number
  readonly period: string
  readonly currency: string
  readonly state: string
  readonly count: number
  readonly sum: number
}

/**
 * The account's booked balance after each of these rows, walked back from the last one known. Only where every row since then
 * is there, in the account's own currency, and none of them was deleted by a person: the bank still counts it.
 */
export async function readBalances(
  db: Database,
  accounts: readonly VisibleAccount[],
  rows: readonly BalanceRow[],
): Promise<Map<TransactionId, Money>> {
  const walks = accounts.flatMap((account) => toWalk(account, rows))
  if (walks.length === 0) return new Map()
  const steps = Map.groupBy(await readSteps(db, walks), ({ walk }) => walk)
  const crowded = walks.map((walk, at) => ({ walk, days: listCrowded(walk, steps.get(at) ?? []) }))
  const siblings = await readSiblings(db, crowded)
  return new Map(
    walks.flatMap((walk, at) => walkBack(walk, { steps: steps.get(at) ?? [], siblings })),
  )
}

function toWalk({ observations }: VisibleAccount, all: readonly BalanceRow[]): Walk[] {
  const own = new Set(observations.map(({ id }) => id))
  const slices = toSlices(observations)
  const begin = findBegin(slices)
  const last = slices[0]?.observation
  if (!last || last.balance_minor === null || begin === null) return []
  const rows = all.filter(
    (row) => row.status === 'booked' && row.booking_date >= begin && own.has(row.account_id),
  )
  const days = [...new Set(rows.map((row) => row.booking_date))].sort().reverse()
  const currency = parseCurrency(last.currency)
  return rows.length === 0 ? [] : [{ slices, minor: last.balance_minor, currency, rows, days }]
}

/** By the day where the page has rows, by the month elsewhere: years of days would be more to send than to add up. */
async function readSteps(db: Database, walks: readonly Walk[]): Promise<Step[]> {
  const month = sql`substr(booking_date, 1, 7)`
  const each = walks.map(({ slices, days }, walk) => {
    const months = [...new Set(days.map((day) => day.slice(0, 7)))]
    return sql`select ${sql.lit(walk)} as walk, currency, state,
        case when ${month} in (${sql.join(months)}) then booking_date else ${month} end as period,
        sum(count) as count, sum(sum_in + sum_out) as sum
      from day_sums
      where ${toSliceTest(slices)} and status = 'booked' and state <> 'withdrawn'
        and booking_date >= ${days.at(-1)}
      group by 1, 2, 3, 4`
  })
  const { rows } = await sql<Step>`${sql.join(each, sql` union all `)}`.execute(db)
  return rows.sort((one, other) => (one.period < other.period ? 1 : -1))
}

/** Days of the page with several rows: there it matters which of them came first. */
function listCrowded({ days }: Walk, steps: readonly Step[]): LocalDate[] {
  return days.filter((day) => steps.some(({ period, count }) => period === day && count > 1))
}

interface Sibling {
  readonly account_id: AccountId
  readonly booking_date: LocalDate
  readonly rank: number
  readonly amount_minor: number
}

async function readSiblings(
  db: Database,
  crowded: readonly { readonly walk: Walk; readonly days: readonly LocalDate[] }[],
): Promise<Sibling[]> {
  const ranges = crowded.flatMap(({ walk, days }) =>
    days.flatMap((day) => toRankRanges(walk.slices, { from: day, to: day, status: 'booked' })),
  )
  if (ranges.length === 0) return []
  const { rows } = await sql<Sibling>`
    select account_id, booking_date, rank, amount_minor from finds
    where ${toRangesTest(ranges)} and state = 'shown'`.execute(db)
  return rows
}

function walkBack(
  { minor, currency, rows, days, slices }: Walk,
  { steps, siblings }: { readonly steps: readonly Step[]; readonly siblings: readonly Sibling[] },
): [TransactionId, Money][] {
  const own = new Set(slices.map(({ observation }) => observation.id))
  const isOdd = (step: Step) => step.currency !== currency || step.state !== 'shown'
  const ofAccount = siblings.filter((one) => own.has(one.account_id))
  const balances: [TransactionId, Money][] = []
  let before = minor
  let at = 0
  for (const day of days) {
    // A month is before its days by letters, and none of its days is on the page.
    for (let step = steps[at]; step && step.period > day; step = steps[++at]) {
      if (isOdd(step)) return balances
      before -= step.sum
    }
    if (steps.some((step) => step.period === day && isOdd(step))) return balances
    const ofDay = ofAccount.filter((one) => one.booking_date === day)
    for (const row of rows.filter((one) => one.booking_date === day)) {
      const later = ofDay
        .filter(({ rank }) => rank > row.rank)
        .reduce((sum, one) => sum + one.amount_minor, 0)
      balances.push([row.id, moneyFromMinor(before - later, currency)])
    }
  }
  return balances
}

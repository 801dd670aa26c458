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

/** What is booked after a day of the page (`later`), or on it. */
interface Step {
  readonly walk: number
  readonly day: LocalDate
  readonly later: number
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
  const crowded = walks.map((walk, at) => ({ walk, days: listCrowded(steps.get(at) ?? []) }))
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

/** The sums between one day of the page and the next, and of each such day itself. */
async function readSteps(db: Database, walks: readonly Walk[]): Promise<Step[]> {
  const each = walks.map(({ slices, days }, walk) => {
    const cases = days.flatMap((day, at) => [
      sql`when booking_date > ${day} then ${sql.lit(2 * at)}`,
      sql`when booking_date = ${day} then ${sql.lit(2 * at + 1)}`,
    ])
    return sql`select ${sql.lit(walk)} as walk, case ${sql.join(cases, sql` `)} end as step,
        currency, state, sum(count) as count, sum(sum_in + sum_out) as sum
      from day_sums
      where ${toSliceTest(slices)} and status = 'booked' and state <> 'withdrawn'
        and booking_date >= ${days.at(-1)}
      group by 2, 3, 4`
  })
  const { rows } = await sql<Omit<Step, 'day' | 'later'> & { step: number }>`${sql.join(
    each,
    sql` union all `,
  )}`.execute(db)
  return rows.flatMap(({ step, ...row }) => {
    const day = walks[row.walk]?.days[Math.floor(step / 2)]
    return day === undefined ? [] : [{ ...row, day, later: step % 2 === 0 ? 1 : 0 }]
  })
}

/** Days with several rows: there it matters which of them came first. */
function listCrowded(steps: readonly Step[]): LocalDate[] {
  return steps.filter(({ later, count }) => later === 0 && count > 1).map(({ day }) => day)
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
  const balances: [TransactionId, Money][] = []
  let before = minor
  for (const day of days) {
    const here = steps.filter((step) => step.day === day)
    if (here.some(isOdd)) break
    const sumOf = (later: number) =>
      here.reduce((sum, step) => sum + (step.later === later ? step.sum : 0), 0)
    before -= sumOf(1)
    const ofDay = siblings.filter((one) => one.booking_date === day && own.has(one.account_id))
    for (const row of rows.filter((one) => one.booking_date === day)) {
      const later = ofDay
        .filter(({ rank }) => rank > row.rank)
        .reduce((sum, one) => sum + one.amount_minor, 0)
      balances.push([row.id, moneyFromMinor(before - later, currency)])
    }
    before -= sumOf(0)
  }
  return balances
}

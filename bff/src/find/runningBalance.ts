import { sql } from 'kysely'
import type { AccountId, Currency, LocalDate, TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { findBegin } from '../accounts/balanceTrend.ts'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { toSlices } from '../accounts/transactionSlices.ts'
import type { Slice } from '../accounts/transactionSlices.ts'
import type { Database } from '../store/database.ts'
import { toRangesTest } from './findQueries.ts'
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

/** What was booked on a day of the page, or between it and the next newer one. */
interface Step {
  readonly walk: number
  readonly day: LocalDate
  readonly isBetween: boolean
  readonly sum: number
  readonly count: number
  /** Something of it is in another currency, or was deleted by a person. */
  readonly isOdd: boolean
}

/** Days of an observation that are added up in the database; both ends included. */
interface Span extends Pick<Step, 'walk' | 'day' | 'isBetween'> {
  readonly account: AccountId
  readonly currency: Currency
  readonly first: LocalDate
  readonly last: LocalDate
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

const LAST_DAY = '9999-12-31' as LocalDate

/** From each day of the page up to the next newer one, cut at the borders of the slices. */
function toSpans({ slices, days, currency }: Walk, walk: number): Span[] {
  return days.flatMap((day, at) => {
    const newer = days[at - 1]
    const between = { first: addDays(day, 1), last: newer ? addDays(newer, -1) : LAST_DAY }
    return slices.flatMap(({ observation, from, before }) =>
      [
        { isBetween: true, ...between },
        { isBetween: false, first: day, last: day },
      ]
        .map((span) => ({
          ...{ walk, day, currency, account: observation.id, isBetween: span.isBetween },
          first: from !== null && from > span.first ? from : span.first,
          last: before !== null && before <= span.last ? addDays(before, -1) : span.last,
        }))
        .filter(({ first, last }) => first <= last),
    )
  })
}

/** One walk over each span in the order of its key: grouping years of days would sort them first. */
async function readSteps(db: Database, walks: readonly Walk[]): Promise<Step[]> {
  const spans = walks.flatMap(toSpans)
  const values = spans.map(
    ({ account, currency, first, last }, at) =>
      sql`(${sql.lit(at)}, ${account}, ${currency}, ${first}, ${last})`,
  )
  const { rows } = await sql<{ at: number; told: string }>`
    with spans (at, account, currency, first_day, last_day) as (values ${sql.join(values)})
    select at, (
      select coalesce(sum(sum_in + sum_out), 0) || ' ' || coalesce(sum(count), 0) || ' ' ||
        coalesce(max(case when day_sums.currency <> spans.currency or state = 'deleted' then 1 else 0 end), 0)
      from day_sums
      where account_id = spans.account and booking_date >= first_day and booking_date <= last_day
        and status = 'booked' and state <> 'withdrawn'
    ) as told
    from spans`.execute(db)
  return rows.flatMap(({ at, told }) => {
    const [sum, count, odd] = told.split(' ').map(Number)
    const span = spans[at]
    if (!span || sum === undefined || count === undefined) return []
    return [{ ...span, sum, count, isOdd: odd === 1 }]
  })
}

/** Days of the page with several rows: there it matters which of them came first. */
function listCrowded(steps: readonly Step[]): LocalDate[] {
  return steps.filter(({ isBetween, count }) => !isBetween && count > 1).map(({ day }) => day)
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
  { minor, rows, days, slices, currency }: Walk,
  { steps, siblings }: { readonly steps: readonly Step[]; readonly siblings: readonly Sibling[] },
): [TransactionId, Money][] {
  const own = new Set(slices.map(({ observation }) => observation.id))
  const ofAccount = siblings.filter((one) => own.has(one.account_id))
  const ofDay = Map.groupBy(steps, ({ day }) => day)
  const balances: [TransactionId, Money][] = []
  let before = minor
  for (const day of days) {
    const here = ofDay.get(day) ?? []
    if (here.some(({ isOdd }) => isOdd)) return balances
    const sumOf = (isBetween: boolean) =>
      here.reduce((sum, step) => sum + (step.isBetween === isBetween ? step.sum : 0), 0)
    before -= sumOf(true)
    const together = ofAccount.filter((one) => one.booking_date === day)
    for (const row of rows.filter((one) => one.booking_date === day)) {
      const later = together
        .filter(({ rank }) => rank > row.rank)
        .reduce((sum, one) => sum + one.amount_minor, 0)
      balances.push([row.id, moneyFromMinor(before - later, currency)])
    }
    before -= sumOf(false)
  }
  return balances
}

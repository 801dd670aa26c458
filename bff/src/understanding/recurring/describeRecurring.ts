import type { Recurring, RecurringAnswer } from '@skrin/shared/api/insights'
import type { AccountId, CategoryId, LocalDate, MemberId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { moneyFromMinor, negate, parseCurrency, shareOf, sumByCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { isInSlices, toSlices } from '../../accounts/transactionSlices.ts'
import { idFrom } from '../../ids.ts'
import type { Database } from '../../store/database.ts'
import { readEnds } from '../insights/readFigures.ts'
import type { Scope } from '../insights/readFigures.ts'
import { toPayeeKey, toPayeeName } from '../payee.ts'
import { expectNext, findSeries, timesAYear } from './findSeries.ts'
import type { Series, SeriesRow } from './findSeries.ts'

/** Two years, and the days by which a yearly bill may come late. */
const HISTORY_DAYS = 800

interface Asked {
  readonly scope: Scope
  readonly member: MemberId
  readonly today: LocalDate
}

/** Recurring payments among booked rows that are no moves between accounts, those that come next first. */
export async function describeRecurring(
  db: Database,
  { scope, member, today }: Asked,
): Promise<RecurringAnswer> {
  const dismissed = await readDismissed(db, member)
  const rows = await readRows(db, scope, today)
  const payees = [...Map.groupBy(rows, ({ key }) => key).values()]
  const recurring = payees
    .flatMap((group) => findSeries(group).map((series) => ({ group, series })))
    .map(({ group, series }) => describe(group, { series, today, dismissed }))
    .toSorted((a, b) => ((a.next ?? '9') < (b.next ?? '9') ? -1 : 1))
  return { recurring, perMonth: toMonthly(recurring) }
}

interface Row extends SeriesRow {
  readonly account: AccountId
  readonly currency: string
  readonly name: string
  readonly category: CategoryId | null
  readonly isIn: boolean
  /** Equal for rows of one payee on one account. */
  readonly key: string
}

async function readRows(db: Database, scope: Scope, today: LocalDate): Promise<Row[]> {
  const shown = new Map(
    scope.asked.flatMap(({ id, observations }) => observations.map((one) => [one.id, id] as const)),
  )
  const slices = scope.asked.flatMap(({ observations }) => toSlices(observations))
  if (slices.length === 0) return []
  const from = addDays(today, -HISTORY_DAYS)
  const ends = await readEnds(db, scope, { from, to: addDays(today, 366) })
  const moved = new Set(ends.map(({ id }) => id))
  const rows = await db
    .selectFrom('transactions')
    .select([
      'id',
      'account_id',
      'booking_date as date',
      'amount_minor',
      'currency',
      'text',
      'counterparty_name',
      'category',
    ])
    .where((eb) => isInSlices(eb, slices))
    .where('state', '=', 'shown')
    .where('status', '=', 'booked')
    .where('booking_date', '>=', from)
    .where('amount_minor', '!=', 0)
    .execute()
  const payees = createPayees()
  return rows
    .filter(({ id }) => !moved.has(id))
    .map(({ amount_minor: minor, account_id, ...row }) => {
      const account = shown.get(account_id) ?? account_id
      const name = toPayeeName(row)
      const isIn = minor > 0
      const key = JSON.stringify([account, row.currency, isIn, payees.keyOf(name)])
      return { ...row, account, name, minor: Math.abs(minor), isIn, key }
    })
}

/** Names come again and again, and folding one takes time. */
function createPayees() {
  const keys = new Map<string, string>()
  return {
    keyOf(name: string): string {
      const known = keys.get(name) ?? toPayeeKey(name)
      keys.set(name, known)
      return known
    },
  }
}

interface Told {
  readonly series: Series
  readonly today: LocalDate
  readonly dismissed: ReadonlySet<string>
}

function describe(group: readonly Row[], { series, today, dismissed }: Told): Recurring {
  const { rows, period, varies, typical } = series
  const ids = new Set(rows.map(({ id }) => id))
  const own = group.filter(({ id }) => ids.has(id)).toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const [first] = own
  const last = own.at(-1)
  if (!first || !last) throw new RangeError('a series without rows')
  const currency = parseCurrency(last.currency)
  const toMoney = (minor: number) => {
    const money = moneyFromMinor(minor, currency)
    return last.isIn ? money : negate(money)
  }
  // A series of its amounts keeps its name while the amount rises: it is told by the first one.
  const id = idFrom(
    'recurring',
    last.key,
    period,
    ...(own.length < group.length ? [String(first.minor)] : []),
  )
  const change = series.priceChange
  return {
    id,
    account: last.account,
    name: last.name,
    category: last.category,
    direction: last.isIn ? 'in' : 'out',
    period,
    count: own.length,
    first: first.date,
    last: { transaction: last.id, date: last.date, amount: toMoney(last.minor) },
    ...expectNext(series, today),
    typical: toMoney(typical),
    varies,
    priceChange: change && {
      date: change.date,
      from: toMoney(change.from),
      to: toMoney(change.to),
    },
    perYear: shareOf(toMoney(varies ? typical : last.minor), { of: 1, times: timesAYear[period] }),
    dismissed: dismissed.has(id),
  }
}

function toMonthly(recurring: readonly Recurring[]): RecurringAnswer['perMonth'] {
  const counted = recurring.filter(({ state, dismissed }) => state !== 'ended' && !dismissed)
  const sumOf = (direction: Recurring['direction']) =>
    sumByCurrency(
      counted.filter((one) => one.direction === direction).map(({ perYear }) => perYear),
    )
  const [income, spending] = [sumOf('in'), sumOf('out')]
  const currencies = [...new Set([...spending, ...income].map(({ currency }) => currency))]
  return currencies.map((currency) => {
    const find = (sums: readonly Money[]) =>
      sums.find((sum) => sum.currency === currency) ?? moneyFromMinor(0, currency)
    return { in: shareOf(find(income), { of: 12 }), out: shareOf(find(spending), { of: 12 }) }
  })
}

async function readDismissed(db: Database, member: MemberId): Promise<Set<string>> {
  const rows = await db
    .selectFrom('dismissed_recurring')
    .select('recurring_id')
    .where('member_id', '=', member)
    .execute()
  return new Set(rows.map((row) => row.recurring_id))
}

/** It is none for this person, or one after all. */
export async function dismissRecurring(
  db: Database,
  { member, id, dismissed }: { member: MemberId; id: string; dismissed: boolean },
): Promise<void> {
  const row = { member_id: member, recurring_id: id }
  if (dismissed)
    await db
      .insertInto('dismissed_recurring')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await db
      .deleteFrom('dismissed_recurring')
      .where('member_id', '=', member)
      .where('recurring_id', '=', id)
      .execute()
}

import { sql } from 'kysely'
import type { CategoryId, Currency, LocalDate } from '@skrin/shared/brand'
import { parseCurrency } from '@skrin/shared/money'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import { isInSlices, toSlices } from '../../accounts/transactionSlices.ts'
import type { Database } from '../../store/database.ts'
import { isRowIn, readTransfersBetween } from '../transfers/readTransfers.ts'
import type { TransferEnd } from '../transfers/readTransfers.ts'
import { toMonth } from './period.ts'
import type { Period } from './period.ts'

/** Money in and out of one category and currency in one month; with `date`, of one day. */
export interface Figure {
  readonly month: string
  readonly date: LocalDate | null
  readonly category: CategoryId | null
  readonly currency: Currency
  readonly in: number
  readonly out: number
  readonly count: number
}

export interface Scope {
  /** Every account of which the viewer sees transactions: what is a move is known by all of them. */
  readonly open: readonly VisibleAccount[]
  /** Those that the question is about. */
  readonly asked: readonly VisibleAccount[]
}

export interface Figures {
  /** Without moves between accounts. */
  readonly flows: readonly Figure[]
  readonly transfers: readonly Figure[]
}

/** Sums of a period for each month and category; of currencies other than `daysBut` for each day, where it is given. */
export async function readFigures(
  db: Database,
  { open, asked }: Scope,
  { period, daysBut }: { period: Period; daysBut: Currency | null },
): Promise<Figures> {
  const slices = asked.flatMap(({ observations }) => toSlices(observations))
  if (slices.length === 0) return { flows: [], transfers: [] }
  const ends = await readEnds(db, { open, asked }, period)
  const transfers = ends.map((end) => toFigure(end, daysBut))
  const sums = await readSums(db, slices, { period, daysBut })
  return { flows: subtract(sums, transfers), transfers }
}

/** Rows of the period, of the accounts that are asked about, that are one side of a move. */
export async function readEnds(
  db: Database,
  { open, asked }: Scope,
  period: Period,
): Promise<TransferEnd[]> {
  const slices = asked.flatMap(({ observations }) => toSlices(observations))
  const pairs = await readTransfersBetween(db, open, period)
  return pairs
    .flatMap((pair) => [pair.out, pair.in])
    .filter(({ day }) => day >= period.from && day <= period.to)
    .filter((end) => isRowIn(slices, end))
}

function toFigure(end: TransferEnd, daysBut: Currency | null): Figure {
  const { day, category, minor } = end
  const currency = parseCurrency(end.currency)
  return {
    month: toMonth(day),
    date: daysBut === null || daysBut === currency ? null : day,
    category,
    currency,
    in: Math.max(minor, 0),
    out: Math.min(minor, 0),
    count: 1,
  }
}

async function readSums(
  db: Database,
  slices: ReturnType<typeof toSlices>,
  { period: { from, to }, daysBut }: { period: Period; daysBut: Currency | null },
): Promise<Figure[]> {
  const select = (unit: 'month' | 'date') => {
    const time = sql<string>`substr(booking_date, 1, ${sql.lit(unit === 'month' ? 7 : 10)})`
    return db
      .selectFrom('transactions')
      .select(['category', 'currency'])
      .select(time.as('time'))
      .select(({ fn }) => [
        fn.countAll<number>().as('count'),
        sql<number>`sum(case when amount_minor > 0 then amount_minor else 0 end)`.as('in'),
        sql<number>`sum(case when amount_minor < 0 then amount_minor else 0 end)`.as('out'),
      ])
      .where((eb) => isInSlices(eb, slices))
      .where('state', '=', 'shown')
      .where('booking_date', '>=', from)
      .where('booking_date', '<=', to)
      .groupBy(['category', 'currency', time])
  }
  const toRow = ({ time, ...row }: Sum, isDay: boolean): Figure => ({
    ...row,
    month: time.slice(0, 7),
    date: isDay ? (time as LocalDate) : null,
    currency: parseCurrency(row.currency),
  })
  if (daysBut === null) return (await select('month').execute()).map((row) => toRow(row, false))
  const own = await select('month').where('currency', '=', daysBut).execute()
  const others = await select('date').where('currency', '!=', daysBut).execute()
  return [...own.map((row) => toRow(row, false)), ...others.map((row) => toRow(row, true))]
}

interface Sum {
  readonly time: string
  readonly category: CategoryId | null
  readonly currency: string
  readonly in: number
  readonly out: number
  readonly count: number
}

/** Whole numbers of minor units: nothing is lost by taking away again. */
function subtract(sums: readonly Figure[], transfers: readonly Figure[]): Figure[] {
  const keyOf = ({ month, date, category, currency }: Figure) =>
    `${date ?? month} ${currency} ${category ?? ''}`
  const moved = Map.groupBy(transfers, keyOf)
  return sums
    .map((sum) =>
      (moved.get(keyOf(sum)) ?? []).reduce<Figure>(
        (left, end) => ({
          ...left,
          in: left.in - end.in,
          out: left.out - end.out,
          count: left.count - end.count,
        }),
        sum,
      ),
    )
    .filter(({ count }) => count > 0)
}

import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Totals } from '@skrin/shared/api/transactions'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Slice } from '../accounts/transactionSlices.ts'
import type { Database } from '../store/database.ts'
import { engineOf } from '../store/engine.ts'
import { isBare, toTests } from './findConditions.ts'
import { and, listSought, toMatch, toRangesTest, toSliceTest, toTsquery } from './findQueries.ts'
import type { Wanted } from './findRows.ts'
import type { RangeLimits } from './rankRanges.ts'

interface SumRow {
  readonly currency: string
  readonly count: number
  readonly in: number
  readonly out: number
}

/** How many rows match and what they come to; from the sums by day where these say it, else over what matches. */
export async function findTotals(
  db: Database,
  wanted: Wanted & { readonly slices: readonly Slice[]; readonly limits: RangeLimits },
): Promise<Totals> {
  if (wanted.ranges.length === 0) return { count: 0, sums: [] }
  const rows = isBare(wanted.conditions) ? await sumDays(db, wanted) : await sumRows(db, wanted)
  const found = rows
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1))
  return {
    count: found.reduce((count, row) => count + row.count, 0),
    sums: found.map((row) => ({
      in: moneyFromMinor(row.in, parseCurrency(row.currency)),
      out: moneyFromMinor(row.out, parseCurrency(row.currency)),
    })),
  }
}

async function sumDays(
  db: Database,
  { slices, limits, conditions }: Parameters<typeof findTotals>[1],
): Promise<SumRow[]> {
  const { state, directions } = conditions
  const direction = directions[0]?.direction ?? null
  const { from, to, status } = limits
  const where = and([
    toSliceTest(slices),
    sql<SqlBool>`state = ${state}`,
    ...(from === undefined ? [] : [sql<SqlBool>`booking_date >= ${from}`]),
    ...(to === undefined ? [] : [sql<SqlBool>`booking_date <= ${to}`]),
    ...(status === undefined ? [] : [sql<SqlBool>`status = ${status}`]),
  ])
  const count = sql.ref(direction === null ? 'count' : `count_${direction}`)
  const only = (way: 'in' | 'out') =>
    direction === null || direction === way ? sql`sum(${sql.ref(`sum_${way}`)})` : sql`0`
  const { rows } = await sql<SumRow>`
    select currency, sum(${count}) as count, ${only('in')} as "in", ${only('out')} as "out"
    from day_sums where ${where} group by currency`.execute(db)
  return rows
}

async function sumRows(
  db: Database,
  { ranges, conditions, currencies }: Wanted,
): Promise<SumRow[]> {
  const engine = engineOf(db)
  const words = listSought(conditions.words)
  const hits: RawBuilder<SqlBool>[] =
    words.length === 0
      ? []
      : engine === 'sqlite'
        ? [sql`rank in (select rowid from found_words where found_words match ${toMatch(words)})`]
        : [sql`find_terms(words) @@ cast(${toTsquery(words)} as tsquery)`]
  const where = and([...hits, toRangesTest(ranges), ...toTests(conditions, { engine, currencies })])
  const { rows } = await sql<SumRow>`
    select currency, count(*) as count,
      sum(case when amount_minor > 0 then amount_minor else 0 end) as "in",
      sum(case when amount_minor < 0 then amount_minor else 0 end) as "out"
    from finds where ${where} group by currency`.execute(db)
  return rows
}

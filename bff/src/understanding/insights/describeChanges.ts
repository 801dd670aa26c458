import { sql } from 'kysely'
import type { ChangesAnswer } from '@skrin/shared/api/insights'
import type { Currency, TransactionId } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { isInSlices, toSlices } from '../../accounts/transactionSlices.ts'
import type { Database } from '../../store/database.ts'
import { toPayeeKey, toPayeeName } from '../payee.ts'
import { toPeriodBefore } from './period.ts'
import type { Period } from './period.ts'
import { readEnds, readFigures } from './readFigures.ts'
import type { Scope } from './readFigures.ts'

const MOST_PAYEES = 20
const MOST_ROWS = 10
const BATCH = 400

/** The period against the one of the same length before it. */
export async function describeChanges(
  db: Database,
  scope: Scope,
  period: Period,
): Promise<ChangesAnswer> {
  const before = toPeriodBefore(period)
  const [now, then] = [await readPeriod(db, scope, period), await readPeriod(db, scope, before)]
  return {
    ...period,
    before,
    categories: compare(now.categories, then.categories).map(({ name: category, ...change }) => ({
      category,
      ...change,
    })),
    payees: compare(now.payees, then.payees)
      .slice(0, MOST_PAYEES)
      .map(({ name, count, ...change }) => ({ name: name ?? '', count, ...change })),
    largest: await readLargest(db, scope, { period, moved: now.moved }),
  }
}

interface Net<Name> {
  readonly key: string
  readonly name: Name
  readonly currency: Currency
  readonly minor: number
  readonly count: number
}

async function readPeriod(db: Database, scope: Scope, period: Period) {
  const { flows } = await readFigures(db, scope, { period, daysBut: null })
  const ends = await readEnds(db, scope, period)
  const moved = ends.map(({ id }) => id)
  return {
    moved: new Set(moved),
    categories: flows.map((flow) => ({
      key: flow.category ?? '',
      name: flow.category,
      currency: flow.currency,
      minor: flow.in + flow.out,
      count: flow.count,
    })),
    payees: await readPayees(db, scope, { period, moved }),
  }
}

async function readPayees(
  db: Database,
  { asked }: Scope,
  { period: { from, to }, moved }: { period: Period; moved: readonly TransactionId[] },
): Promise<Net<string>[]> {
  const slices = asked.flatMap(({ observations }) => toSlices(observations))
  if (slices.length === 0) return []
  const select = (sign: 1 | -1) =>
    db
      .selectFrom('transactions')
      .select(['counterparty_name', 'text', 'currency'])
      .select([
        sql<number>`${sql.lit(sign)} * sum(amount_minor)`.as('minor'),
        sql<number>`${sql.lit(sign)} * count(*)`.as('count'),
      ])
      .groupBy(['counterparty_name', 'text', 'currency'])
  const rows = await select(1)
    .where((eb) => isInSlices(eb, slices))
    .where('state', '=', 'shown')
    .where('booking_date', '>=', from)
    .where('booking_date', '<=', to)
    .execute()
  for (let start = 0; start < moved.length; start += BATCH)
    rows.push(
      ...(await select(-1)
        .where('id', 'in', moved.slice(start, start + BATCH))
        .execute()),
    )
  return rows.map((row) => {
    const name = toPayeeName(row)
    const currency = parseCurrency(row.currency)
    return { key: toPayeeKey(name), name, currency, minor: row.minor, count: row.count }
  })
}

/** The largest changes first. */
function compare<Name>(now: readonly Net<Name>[], then: readonly Net<Name>[]) {
  const keyOf = ({ key, currency }: Net<Name>) => `${currency} ${key}`
  const names = new Map([...then, ...now].map((net) => [keyOf(net), net]))
  const [sumsNow, sumsThen] = [addUp(now, keyOf), addUp(then, keyOf)]
  return [...names]
    .map(([key, { name, currency }]) => {
      const [one, other] = [sumsNow.get(key), sumsThen.get(key)]
      const difference = (one?.minor ?? 0) - (other?.minor ?? 0)
      return {
        name,
        count: one?.count ?? 0,
        now: moneyFromMinor(one?.minor ?? 0, currency),
        before: moneyFromMinor(other?.minor ?? 0, currency),
        change: moneyFromMinor(difference, currency),
      }
    })
    .filter(({ change }) => change.minor !== 0)
    .toSorted((a, b) => Math.abs(b.change.minor) - Math.abs(a.change.minor))
}

function addUp<Name>(nets: readonly Net<Name>[], keyOf: (net: Net<Name>) => string) {
  const sums = new Map<string, { minor: number; count: number }>()
  for (const net of nets) {
    const sum = sums.get(keyOf(net)) ?? { minor: 0, count: 0 }
    sums.set(keyOf(net), { minor: sum.minor + net.minor, count: sum.count + net.count })
  }
  return sums
}

async function readLargest(
  db: Database,
  { asked }: Scope,
  { period: { from, to }, moved }: { period: Period; moved: ReadonlySet<TransactionId> },
): Promise<ChangesAnswer['largest']> {
  const slices = asked.flatMap(({ observations }) => toSlices(observations))
  if (slices.length === 0) return []
  const inPeriod = db
    .selectFrom('transactions')
    .where((eb) => isInSlices(eb, slices))
    .where('state', '=', 'shown')
    .where('booking_date', '>=', from)
    .where('booking_date', '<=', to)
  const currencies = await inPeriod.select('currency').distinct().orderBy('currency').execute()
  const largest = []
  for (const { currency } of currencies) {
    const rows = await inPeriod
      .select([
        'id',
        'booking_date as date',
        'category',
        'amount_minor',
        'counterparty_name',
        'text',
      ])
      .where('currency', '=', currency)
      .orderBy(sql`abs(amount_minor)`, 'desc')
      .orderBy('id')
      // Moves are among them, and are left out here.
      .limit(MOST_ROWS + moved.size)
      .execute()
    largest.push(
      ...rows
        .filter(({ id }) => !moved.has(id))
        .slice(0, MOST_ROWS)
        .map((row) => ({
          transaction: row.id,
          date: row.date,
          name: toPayeeName(row),
          category: row.category,
          amount: moneyFromMinor(row.amount_minor, parseCurrency(currency)),
        })),
    )
  }
  return largest
}

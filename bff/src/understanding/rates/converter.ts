import type { Currency, LocalDate } from '@skrin/shared/brand'
import { moneyFromMinor, sumConverted } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import type { Database } from '../../store/database.ts'

/** What is converted: an amount with the day whose rate counts. */
export interface Dated {
  readonly money: Money
  readonly date: LocalDate
}

export interface Converted<Value> {
  /** null: a rate is missing. */
  readonly value: Value | null
  readonly rates: { readonly first: LocalDate; readonly last: LocalDate } | null
  readonly missing: readonly string[]
}

interface KnownRate {
  readonly date: LocalDate
  readonly rate: string
  readonly isInverse: boolean
}

/** Converts into one currency by the rates that people entered or imported, and by nothing else. */
export interface Converter {
  readonly currency: Currency
  convert(parts: readonly Dated[]): Converted<Money>
}

export async function openConverter(db: Database, currency: Currency): Promise<Converter> {
  const byCurrency = await readRates(db, currency)
  return {
    currency,
    convert(parts) {
      const rated = parts.map(({ money, date }) => ({
        money,
        rate: money.currency === currency ? own : findRate(byCurrency.get(money.currency), date),
      }))
      const missing = rated.flatMap(({ rate, money }) => (rate ? [] : [money.currency]))
      const known = rated.flatMap(({ rate, money }) => (rate ? [{ money, ...rate }] : []))
      const used = known.flatMap(({ date }) => date ?? []).sort()
      const [first] = used
      const last = used.at(-1)
      return {
        value: missing.length > 0 ? null : sumConverted(known, currency),
        rates: first === undefined || last === undefined ? null : { first, last },
        missing: [...new Set(missing)].sort(),
      }
    },
  }
}

const own = { date: null, rate: '1', isInverse: false }

/** Rates of one currency to the wanted one by day; of one day the one that is told this way round. */
async function readRates(db: Database, currency: Currency): Promise<Map<string, KnownRate[]>> {
  const rows = await db
    .selectFrom('rates')
    .select(['base', 'quote', 'date', 'rate'])
    .where((eb) => eb.or([eb('base', '=', currency), eb('quote', '=', currency)]))
    .orderBy('date')
    .execute()
  const rates = rows.map(({ base, quote, date, rate }) => ({
    of: base === currency ? quote : base,
    date,
    rate,
    isInverse: base === currency,
  }))
  const byCurrency = Map.groupBy(rates, ({ of }) => of)
  return new Map(
    [...byCurrency].map(([of, group]) => [
      of,
      group.toSorted((a, b) =>
        a.date === b.date ? Number(b.isInverse) - Number(a.isInverse) : a.date < b.date ? -1 : 1,
      ),
    ]),
  )
}

/** The newest of the day or before it. */
function findRate(rates: readonly KnownRate[] | undefined, date: LocalDate): KnownRate | null {
  return rates?.findLast((rate) => rate.date <= date) ?? null
}

/** An amount that is nothing needs no rate. */
export function dated(minor: number, currency: Currency, date: LocalDate): Dated[] {
  return minor === 0 ? [] : [{ money: moneyFromMinor(minor, currency), date }]
}

import type { ConvertedFlow, FlowSum } from '@skrin/shared/api/insights'
import type { Currency, LocalDate } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor } from '@skrin/shared/money'
import { dated } from '../rates/converter.ts'
import type { Converter } from '../rates/converter.ts'
import type { Figure } from './readFigures.ts'

/** Currencies in the order in which every answer names them: those with the most rows first. */
export function orderCurrencies(figures: readonly Figure[]): Currency[] {
  const counts = new Map<Currency, number>()
  for (const { currency, count } of figures)
    counts.set(currency, (counts.get(currency) ?? 0) + count)
  return [...counts]
    .toSorted(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .map(([currency]) => currency)
}

/** One exact sum for each currency that there is. */
export function addUp(figures: readonly Figure[], order: readonly Currency[]): FlowSum[] {
  const byCurrency = Map.groupBy(figures, ({ currency }) => currency)
  return order.flatMap((currency) => {
    const own = byCurrency.get(currency)
    return own ? [addUpOne(own, currency)] : []
  })
}

export function addUpOne(figures: readonly Figure[], currency: Currency): FlowSum {
  const total = { in: 0, out: 0, count: 0 }
  for (const figure of figures) {
    total.in += figure.in
    total.out += figure.out
    total.count += figure.count
  }
  return {
    in: moneyFromMinor(total.in, currency),
    out: moneyFromMinor(total.out, currency),
    count: total.count,
  }
}

/** All of them in one currency, each at the rate of its day. */
export function convertFlow(
  figures: readonly Figure[],
  converter: Converter | null,
): ConvertedFlow | null {
  if (!converter) return null
  const sides = (['in', 'out'] as const).map((side) =>
    converter.convert(
      figures.flatMap((figure) => dated(figure[side], figure.currency, dayOf(figure))),
    ),
  )
  const [income, spending] = sides
  const used = sides.flatMap(({ rates }) => (rates ? [rates] : []))
  const firsts = used.map(({ first }) => first).sort()
  const lasts = used.map(({ last }) => last).sort()
  const [first] = firsts
  const last = lasts.at(-1)
  return {
    value: income?.value && spending?.value ? { in: income.value, out: spending.value } : null,
    rates: first === undefined || last === undefined ? null : { first, last },
    missing: [...new Set(sides.flatMap(({ missing }) => missing))].sort(),
  }
}

/** Sums of a whole month are in the wanted currency already: no rate is looked for. */
function dayOf({ date, month }: Figure): LocalDate {
  return date ?? parseLocalDate(`${month}-01`)
}

import type { CategoriesInsight, CategorySums } from '@skrin/shared/api/insights'
import type { Currency } from '@skrin/shared/brand'
import type { Database } from '../../store/database.ts'
import { addUpOne, convertFlow, orderCurrencies } from './addUp.ts'
import type { Asked } from './describeFlow.ts'
import { listMonths } from './period.ts'
import { readFigures } from './readFigures.ts'
import type { Figure } from './readFigures.ts'

/** Category by category and month by month, each currency apart. */
export async function describeCategories(
  db: Database,
  { scope, period, converter }: Asked,
): Promise<CategoriesInsight> {
  const daysBut = converter?.currency ?? null
  const { flows } = await readFigures(db, scope, { period, daysBut })
  const byCurrency = Map.groupBy(flows, ({ currency }) => currency)
  const byCategory = Map.groupBy(flows, ({ category }) => category)
  return {
    ...period,
    months: listMonths(period),
    categories: orderCurrencies(flows).flatMap((currency) =>
      toCategories(byCurrency.get(currency) ?? [], currency),
    ),
    converted:
      converter &&
      [...byCategory].flatMap(([category, figures]) => {
        const sums = convertFlow(figures, converter)
        return sums ? [{ category, sums }] : []
      }),
  }
}

function toCategories(figures: readonly Figure[], currency: Currency): CategorySums[] {
  const byCategory = Map.groupBy(figures, ({ category }) => category)
  return [...byCategory]
    .map(([category, own]) => {
      const byMonth = Map.groupBy(own, ({ month }) => month)
      const months = [...byMonth]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([month, some]) => ({ month, sums: addUpOne(some, currency) }))
      return { category, sums: addUpOne(own, currency), months }
    })
    .toSorted((a, b) => sizeOf(b) - sizeOf(a))
}

function sizeOf({ sums }: CategorySums): number {
  return Math.abs(sums.in.minor + sums.out.minor)
}

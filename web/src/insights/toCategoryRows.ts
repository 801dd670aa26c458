import type { CategoriesInsight, CategorySums } from '@skrin/shared/api/insights'
import type { CategoryId } from '@skrin/shared/brand'
import { moneyFromMinor, sumByCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'

export type Direction = 'in' | 'out'

export interface CategoryRow {
  readonly category: CategoryId | null
  readonly amount: Money
  /** Of the largest one, 0 to 1. */
  readonly share: number
  /** Of each month of the period, as a share of the category's own largest month. */
  readonly months: readonly number[]
}

export interface CategoryTable {
  readonly total: Money
  readonly rows: readonly CategoryRow[]
}

type Sums = Pick<CategorySums, 'category' | 'sums' | 'months'>

/** What went out (or came in) by category, one table for each currency, the largest sum first. */
export function toCategoryTables(
  { categories, months }: CategoriesInsight,
  direction: Direction,
): CategoryTable[] {
  const moved = categories.filter(({ sums }) => sums[direction].minor !== 0)
  return sumByCurrency(moved.map(({ sums }) => sums[direction])).map((total) => {
    const same = moved.filter(({ sums }) => sums[direction].currency === total.currency)
    return { total, rows: toRows(same, direction, months) }
  })
}

function toRows(
  categories: readonly Sums[],
  direction: Direction,
  months: readonly string[],
): CategoryRow[] {
  const sizeOf = ({ sums }: Pick<Sums, 'sums'>) => Math.abs(sums[direction].minor)
  const sorted = categories.toSorted((a, b) => sizeOf(b) - sizeOf(a))
  const largest = Math.max(...sorted.map(sizeOf))
  return sorted.map((one) => {
    const byMonth = new Map(one.months.map((entry) => [entry.month, sizeOf(entry)]))
    const highest = Math.max(...byMonth.values(), 1)
    return {
      category: one.category,
      amount: one.sums[direction],
      share: sizeOf(one) / largest,
      months: months.map((month) => (byMonth.get(month) ?? 0) / highest),
    }
  })
}

/** The same in one currency, without months; null where a rate is missing for one of them. */
export function toConvertedTable(
  converted: NonNullable<CategoriesInsight['converted']>,
  direction: Direction,
): CategoryTable | null {
  const known = converted.flatMap(({ category, sums }) => {
    const amount = sums.value?.[direction]
    return amount ? [{ category, amount }] : []
  })
  if (known.length < converted.length) return null
  const moved = known.filter(({ amount }) => amount.minor !== 0)
  const sorted = moved.toSorted((a, b) => Math.abs(b.amount.minor) - Math.abs(a.amount.minor))
  const [largest] = sorted
  if (!largest) return null
  const [total] = sumByCurrency(sorted.map(({ amount }) => amount))
  return {
    total: total ?? moneyFromMinor(0, largest.amount.currency),
    rows: sorted.map(({ category, amount }) => ({
      category,
      amount,
      share: Math.abs(amount.minor) / Math.abs(largest.amount.minor),
      months: [],
    })),
  }
}

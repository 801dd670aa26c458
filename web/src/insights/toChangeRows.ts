import type { ChangesAnswer } from '@skrin/shared/api/insights'
import type { CategoryId } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'

export interface ChangeRow {
  readonly key: string
  /** null where the row is a category. */
  readonly name: string | null
  readonly category: CategoryId | null
  readonly before: Money
  readonly now: Money
  readonly change: Money
  /** Of the largest change in its currency, −1 to 1. */
  readonly share: number
}

type Change = Pick<ChangeRow, 'before' | 'now' | 'change'>

const SHOWN = 8

/** The largest changes of one kind, each currency apart and eight of each at most. */
export function toChangeRows(changes: ChangesAnswer, kind: 'categories' | 'payees'): ChangeRow[][] {
  const rows =
    kind === 'categories'
      ? changes.categories.map((one) => ({ ...one, name: null }))
      : changes.payees.map((one) => ({ ...one, category: null }))
  const moved = rows.filter(({ change }) => change.minor !== 0)
  const currencies = [...new Set(moved.map(({ change }) => change.currency))]
  return currencies.map((currency) =>
    toShares(moved.filter(({ change }) => change.currency === currency).slice(0, SHOWN)),
  )
}

function toShares(rows: readonly (Change & Pick<ChangeRow, 'name' | 'category'>)[]): ChangeRow[] {
  const largest = Math.max(...rows.map(({ change }) => Math.abs(change.minor)))
  return rows.map(({ name, category, before, now, change }) => ({
    key: `${name ?? ''} ${category ?? ''}`,
    name,
    category,
    before,
    now,
    change,
    share: change.minor / largest,
  }))
}

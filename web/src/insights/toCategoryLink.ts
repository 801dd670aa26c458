import type { CategoryId } from '@skrin/shared/brand'
import type { Span } from './insightPeriods.ts'
import type { Direction } from './toCategoryRows.ts'

export interface DrillDown {
  readonly category: CategoryId | null
  readonly direction: Direction
  readonly span: Span
  /** Empty: all of them. */
  readonly account: string
}

/** The transactions that one figure is made of. */
export function toCategoryLink({ category, direction, span, account }: DrillDown) {
  const query = {
    category: category ?? 'none',
    direction,
    from: span.from,
    to: span.to,
    transfer: 'none',
    ...(account && { account }),
  }
  return { name: 'transactions' as const, query }
}

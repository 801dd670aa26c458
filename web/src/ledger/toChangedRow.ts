import type { BulkAnnotation } from '@skrin/shared/api/annotations'
import type { Transaction } from '@skrin/shared/api/transactions'

/** What a bulk edit makes of a row that it reaches; null where only the server knows, as rules may decide anew. */
export function toChangedRow(row: Transaction, set: BulkAnnotation['set']): Transaction | null {
  if (set.category === null) return null
  const { add = [], remove = [] } = set.tags ?? {}
  return {
    ...row,
    ...(set.category === undefined ? {} : { category: { id: set.category, by: 'person' } }),
    ...(set.note === undefined ? {} : { note: set.note }),
    tags: [...new Set([...row.tags, ...add])].filter((tag) => !remove.includes(tag)),
  }
}

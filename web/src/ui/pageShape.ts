import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50))
const counts = v.pipe(v.array(count), v.maxLength(20))

/** How much of what stood on a page last time: numbers of lines and rows, nothing of what they said. */
const pageShape = v.object({
  /** Lines under each total of the overview, itself included. */
  totals: v.fallback(counts, [3]),
  /** Accounts in each group of the overview. */
  groups: v.fallback(counts, [3, 3]),
  connections: v.fallback(count, 3),
  /** Whether others’ accounts were among those of the household. */
  others: v.fallback(v.boolean(), false),
})
export type PageShape = v.InferOutput<typeof pageShape>

const key = 'skrin.shape'

/** So that what stands in for a page on its way takes the place that the page will take. */
export function readShape(storage: Pick<Storage, 'getItem'> = localStorage): PageShape {
  return v.parse(pageShape, readJson(storage))
}

export function keepShape(
  changed: Partial<PageShape>,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): void {
  try {
    storage.setItem(key, JSON.stringify({ ...readShape(storage), ...changed }))
  } catch {
    // Storage can be full or forbidden: the next page on its way then has the usual shape.
  }
}

function readJson(storage: Pick<Storage, 'getItem'>): object {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}

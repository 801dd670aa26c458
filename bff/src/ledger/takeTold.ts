import type { ObservationId } from '@skrin/shared/brand'
import type { Draft } from './draft.ts'
import type { ObservationRow, ToldRow } from './observation.ts'
import { toGroupKey } from './observationId.ts'

export interface Taking {
  /** Known and told again. */
  readonly taken: ReadonlySet<ObservationId>
  /** What no observation that stands accounts for. */
  readonly left: readonly ToldRow[]
}

/**
 * Finds each told row among the known ones that stand: same status, day, amount and text, one for one, so that two alike
 * need two. Of alike ones that with the same details is first, then that with the bank's same id, then any.
 */
export function takeStanding(draft: Draft, rows: readonly ToldRow[]): Taking {
  const taken = new Set<ObservationId>()
  const left: ToldRow[] = []
  for (const group of Map.groupBy(rows, toGroupKey).values()) {
    const [first] = group
    if (!first) continue
    const standing = draft.alike(first).filter(({ gone_at: goneAt }) => goneAt === null)
    const { pairs, rest } = pairAlike(group, standing)
    for (const [row, known] of pairs) {
      taken.add(known.id)
      const changes = toDetails(row, known)
      if (changes) draft.alter(known.id, { ...changes, last_seen: lastSeen(draft, known) })
    }
    left.push(...rest)
  }
  return { taken, left }
}

/** A row that comes again after it was gone is the same one, unless its transaction has gone on as another row of the bank's. */
export function takeBack(draft: Draft, rows: readonly ToldRow[]): ToldRow[] {
  return rows.filter((row) => {
    const gone = draft
      .alike(row)
      .filter(({ gone_at: goneAt }) => goneAt !== null && goneAt <= draft.at)
      .filter((known) => isFree(draft, known))
    const [pair] = pairAlike([row], gone).pairs
    if (!pair) return true
    const known = pair[1]
    draft.alter(known.id, { ...row, gone_at: null, last_seen: lastSeen(draft, known) })
    return false
  })
}

function isFree(draft: Draft, known: ObservationRow): boolean {
  const others = draft.of(known.transaction_id)
  return others.every(
    ({ id, source, gone_at: goneAt, reason }) =>
      id === known.id || source !== known.source || goneAt !== null || reason === 'person',
  )
}

function lastSeen({ at }: Draft, known: ObservationRow): number {
  return Math.max(at, known.last_seen)
}

function pairAlike(rows: readonly ToldRow[], known: readonly ObservationRow[]) {
  const pairs: [ToldRow, ObservationRow][] = []
  let [rest, free] = [[...rows], [...known]]
  const fits = [
    (row: ToldRow, one: ObservationRow) => row.bank_id === one.bank_id && row.wire === one.wire,
    (row: ToldRow, one: ObservationRow) => row.bank_id !== null && row.bank_id === one.bank_id,
    () => true,
  ]
  for (const fit of fits) {
    rest = rest.filter((row) => {
      const at = free.findIndex((one) => fit(row, one))
      const one = free[at]
      if (!one) return true
      pairs.push([row, one])
      free = free.toSpliced(at, 1)
      return false
    })
  }
  return { pairs, rest }
}

/** What is told otherwise than before; null: nothing. */
function toDetails(row: ToldRow, known: ObservationRow): ToldRow | null {
  const keys = Object.keys(row) as (keyof ToldRow)[]
  return keys.some((key) => row[key] !== known[key]) ? row : null
}

import type { MatchReason } from '@skrin/shared/api/ledger'
import type { ObservationId, TransactionId } from '@skrin/shared/brand'
import type { Known, Mark, ObservationRow, ToldRow } from './observation.ts'
import { toGroupKey, toObservationId } from './observationId.ts'

/** What is known, while an answer is worked into it. Observations come and change; none ever leaves. */
export interface Draft {
  readonly known: Known
  readonly at: number
  all(): Iterable<ObservationRow>
  /** Under one source and of one group: what only occurrences tell apart. */
  alike(row: ToldRow): readonly ObservationRow[]
  of(transaction: TransactionId): readonly ObservationRow[]
  transactions(): Iterable<TransactionId>
  markOf(transaction: TransactionId): Mark
  /** A new observation of a known transaction, or of one that it founds. */
  add(row: ToldRow, taken: Taken): ObservationRow
  alter(id: ObservationId, changes: Partial<ObservationRow>): void
  /** All observations of one transaction become another's. */
  fold(from: TransactionId, into: TransactionId, reason: MatchReason): void
  readonly touched: ReadonlySet<TransactionId>
  readonly folded: ReadonlyMap<TransactionId, TransactionId>
  isAltered(id: ObservationId): boolean
}

export interface Taken {
  /** null: it founds one. */
  readonly transaction: TransactionId | null
  readonly reason: MatchReason
  /** Told too late: no longer true when it came. */
  readonly goneAt?: number
}

export function createDraft(known: Known, at: number): Draft {
  const rows = new Map<ObservationId, ObservationRow>()
  const groups = new Map<string, ObservationId[]>()
  const members = new Map<TransactionId, Set<ObservationId>>()
  const touched = new Set<TransactionId>()
  const altered = new Set<ObservationId>()
  const folded = new Map<TransactionId, TransactionId>()

  const put = (row: ObservationRow) => {
    rows.set(row.id, row)
    const ids = members.get(row.transaction_id)
    if (ids) ids.add(row.id)
    else members.set(row.transaction_id, new Set([row.id]))
  }
  const toRows = (ids: Iterable<ObservationId>) => [...ids].flatMap((id) => rows.get(id) ?? [])
  const groupOf = (row: ToldRow) => {
    const key = toGroupKey(row)
    const ids = groups.get(key) ?? []
    groups.set(key, ids)
    return ids
  }
  const alter = (id: ObservationId, changes: Partial<ObservationRow>) => {
    const row = rows.get(id)
    if (!row) throw new RangeError('no such observation')
    members.get(row.transaction_id)?.delete(id)
    altered.add(id)
    touched.add(row.transaction_id)
    const next = { ...row, ...changes }
    touched.add(next.transaction_id)
    put(next)
  }
  for (const row of known.observations) {
    put(row)
    groupOf(row).push(row.id)
  }

  return {
    known,
    at,
    touched,
    folded,
    alter,
    all: () => rows.values(),
    alike: (row) => toRows(groupOf(row)),
    of: (transaction) => toRows(members.get(transaction) ?? []),
    transactions: () => members.keys(),
    markOf: (id) => known.marks.get(id) ?? { id, state: 'shown', hand: '' },
    isAltered: (id) => altered.has(id),
    add(told, taken) {
      const group = groupOf(told)
      let occurrence = group.length + 1
      let id = toObservationId(told, occurrence)
      while (rows.has(id)) id = toObservationId(told, ++occurrence)
      const row: ObservationRow = {
        ...told,
        id,
        transaction_id: taken.transaction ?? toFounded(id),
        first_seen: at,
        last_seen: at,
        gone_at: taken.goneAt ?? null,
        reason: taken.reason,
      }
      put(row)
      group.push(id)
      touched.add(row.transaction_id)
      return row
    },
    fold(from, into, reason) {
      for (const row of toRows(members.get(from) ?? [])) {
        const isFounder = row.reason === 'first'
        alter(row.id, { transaction_id: into, ...(isFounder && { reason }) })
      }
      folded.set(from, into)
    },
  }
}

/** A transaction keeps the id of what founded it, whatever it shows later. */
export function toFounded(id: ObservationId): TransactionId {
  return id as string as TransactionId
}

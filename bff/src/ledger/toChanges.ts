import type { ObservationId, TransactionId } from '@skrin/shared/brand'
import type { Draft } from './draft.ts'
import type { Changes, Doubt, Fold, ObservationRow, Shown } from './observation.ts'
import { toFace, toState } from './showing.ts'

interface Outcome {
  readonly repeated: ReadonlySet<ObservationId>
  readonly doubts: readonly Doubt[]
}

/** What a draft has that is not known yet. */
export function toChanges(draft: Draft, { repeated, doubts }: Outcome): Changes {
  const { known } = draft
  const ids = new Set(known.observations.map(({ id }) => id))
  const before = Map.groupBy(known.observations, (row) => row.transaction_id)
  const all = [...draft.all()]
  const shown = [...draft.touched].flatMap((id) => {
    const face = toFace(draft.of(id))
    if (!face) return []
    const state = toState(draft.markOf(id).state, draft.of(id))
    return [{ now: { id, face, state }, was: toFace(before.get(id) ?? []) }]
  })
  const isMoved = ({ now, was }: (typeof shown)[number]) =>
    was !== undefined && (now.state !== draft.markOf(now.id).state || isOther(seen, now.face, was))
  const pick = (wanted: (one: (typeof shown)[number]) => boolean): Shown[] =>
    shown.filter(wanted).map(({ now }) => now)
  return {
    added: all.filter(({ id }) => !ids.has(id)),
    altered: all
      .filter(({ id }) => ids.has(id) && draft.isAltered(id))
      .map((row) => (repeated.has(row.id) ? toSeen(row, draft.at) : row)),
    repeated: [...repeated].filter((id) => !draft.isAltered(id)),
    founded: pick(({ was }) => was === undefined),
    changed: pick(isMoved),
    retold: pick(
      (one) => one.was !== undefined && !isMoved(one) && isOther(unseen, one.now.face, one.was),
    ),
    folded: toFolds(draft, before),
    doubts: toOpenDoubts(draft, doubts),
  }
}

function toSeen(row: ObservationRow, at: number): ObservationRow {
  return { ...row, last_seen: Math.max(at, row.last_seen) }
}

function toFolds(draft: Draft, before: ReadonlyMap<TransactionId, unknown>): Fold[] {
  return [...draft.folded.keys()]
    .filter((from) => before.has(from))
    .map((from) => ({ from, into: toEnd(draft, from) }))
}

function toOpenDoubts(draft: Draft, doubts: readonly Doubt[]): Doubt[] {
  return doubts.flatMap(({ kind, transaction, candidates }) => {
    const open = new Set(candidates.map((id) => toEnd(draft, id)))
    open.delete(toEnd(draft, transaction))
    if (open.size === 0) return []
    return [{ kind, transaction: toEnd(draft, transaction), candidates: [...open] }]
  })
}

/** What became of a transaction in the end. */
function toEnd(draft: Draft, id: TransactionId): TransactionId {
  const next = draft.folded.get(id)
  return next === undefined ? id : toEnd(draft, next)
}

/** What people, lists and sums see of an observation. */
const seen = [
  'status',
  'booking_date',
  'value_date',
  'amount_minor',
  'currency',
  'text',
  'bank_text',
  'counterparty_name',
  'counterparty_account',
  'original_minor',
  'original_currency',
  'original_rate',
  'kind',
] as const satisfies readonly (keyof ObservationRow)[]

const unseen = ['bank_id', 'wire'] as const satisfies readonly (keyof ObservationRow)[]

function isOther(
  columns: readonly (keyof ObservationRow)[],
  a: ObservationRow,
  b: ObservationRow,
): boolean {
  return columns.some((column) => a[column] !== b[column])
}

import type { TransactionState } from '@skrin/shared/api/transactions'
import type { ObservationRow } from './observation.ts'

/** Of several observations the one that a transaction shows: what stands before what is gone, booked before pending, the bank before a file, the newest. */
export function toFace(rows: readonly ObservationRow[]): ObservationRow | undefined {
  return rows.toSorted(compare)[0]
}

/** A person's deletion outlives whatever the bank says. */
export function toState(
  before: TransactionState,
  rows: readonly ObservationRow[],
): TransactionState {
  if (before === 'deleted') return before
  return rows.some(({ gone_at: goneAt }) => goneAt === null) ? 'shown' : 'withdrawn'
}

function compare(a: ObservationRow, b: ObservationRow): number {
  return (
    // Of those that are gone, the one that was told last.
    (b.gone_at ?? Number.MAX_SAFE_INTEGER) - (a.gone_at ?? Number.MAX_SAFE_INTEGER) ||
    Number(b.status === 'booked') - Number(a.status === 'booked') ||
    Number(b.source === 'bank') - Number(a.source === 'bank') ||
    b.first_seen - a.first_seen ||
    b.last_seen - a.last_seen ||
    (a.id < b.id ? -1 : 1)
  )
}

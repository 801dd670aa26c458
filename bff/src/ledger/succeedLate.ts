import type { TransactionId } from '@skrin/shared/brand'
import type { Draft } from './draft.ts'
import { countShared, daysApart, isSameAmount, traitsOf } from './likeness.ts'
import { toPair } from './observation.ts'
import type { ObservationRow } from './observation.ts'
import { pairOff } from './pairOff.ts'
import type { Vacant } from './succession.ts'

const MOST_DAYS = 14

interface Late {
  readonly row: ObservationRow
  readonly text: string
  readonly shared: (vacant: Vacant) => number
}

/**
 * A bank may tell of a reservation for some days beside what was booked of it, or a partial answer bring what was booked
 * first: there are two then. When the reservation goes, the booked row that came after it is taken for it, if nothing
 * else was and it is clear which: both are told by the same bank with the same id, or in the same words.
 */
export function succeedLate(draft: Draft, vacants: readonly Vacant[]): void {
  const gone = vacants.filter(
    ({ transaction, row, isDoubtful, isGoneNow }) =>
      row.status === 'pending' && isGoneNow && !isDoubtful && isVacant(draft, transaction),
  )
  if (gone.length === 0) return
  const earliest = Math.min(...gone.map(({ row }) => row.first_seen))
  const late = [...draft.all()].filter((row) => isAlone(draft, row, earliest)).map(toLate)
  const { pairs } = pairOff(late, gone, {
    level: (one, vacant) => toLevel(draft, one, vacant),
    mayPairInOrder: () => false,
  })
  for (const [{ row }, { transaction }] of pairs) {
    const reason = row.bank_id !== null && hasId(draft, transaction, row.bank_id)
    draft.fold(row.transaction_id, transaction, reason ? 'same_id' : 'same_text')
  }
}

function isVacant(draft: Draft, transaction: TransactionId): boolean {
  return draft
    .of(transaction)
    .every(({ source, gone_at: goneAt }) => source !== 'bank' || goneAt !== null)
}

/** Booked, and all that was ever told of its transaction. */
function isAlone(draft: Draft, row: ObservationRow, after: number): boolean {
  return (
    row.source === 'bank' &&
    row.status === 'booked' &&
    row.gone_at === null &&
    row.reason === 'first' &&
    row.first_seen > after &&
    draft.of(row.transaction_id).length === 1 &&
    draft.markOf(row.transaction_id).state !== 'deleted'
  )
}

function toLate(row: ObservationRow): Late {
  const traits = traitsOf(row)
  return { row, text: traits.text, shared: (vacant) => countShared(traits, vacant.traits) }
}

function toLevel(draft: Draft, { row, text, shared }: Late, vacant: Vacant): number | null {
  const before = vacant.row
  if (!isSameAmount(row, before) || daysApart(row, before) > MOST_DAYS) return null
  if (row.first_seen <= before.first_seen) return null
  if (draft.known.apart.has(toPair(row.transaction_id, vacant.transaction))) return null
  if (row.bank_id !== null && row.bank_id === before.bank_id) return 0
  if (text === vacant.traits.text) return 1
  return shared(vacant) > 0 ? 2 : null
}

function hasId(draft: Draft, transaction: TransactionId, bankId: string): boolean {
  return draft.of(transaction).some(({ bank_id: id }) => id === bankId)
}

import type { AccountId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { AccountTransactions } from '../banks/bank.ts'
import type { Answer } from './reconcile.ts'
import { toToldRow } from './toToldRow.ts'

/**
 * Banks choose rows by the day of the purchase too, not only by the day of booking (one documents "when the transaction
 * was performed"): what was bought before a window and booked in it is missing from the answer and is still true.
 */
const EDGE_DAYS = 14

interface Asked {
  readonly id: AccountId
  readonly askedAt: number
  /** When the newest whole answer that is known was asked for; null: none is. */
  readonly wholeAt: number | null
}

export function toAnswer({ id, askedAt, wholeAt }: Asked, fetched: AccountTransactions): Answer {
  const { booked, pending, coveredFrom, complete } = fetched
  const told = { account: id, source: 'bank' } as const
  return {
    at: askedAt,
    rows: [
      ...booked.map((row) => toToldRow({ ...told, status: 'booked' }, row)),
      ...pending.map((row) => toToldRow({ ...told, status: 'pending' }, row)),
    ],
    whole: complete ? { from: coveredFrom, sureFrom: addDays(coveredFrom, EDGE_DAYS) } : null,
    isLate: wholeAt !== null && askedAt < wholeAt,
  }
}

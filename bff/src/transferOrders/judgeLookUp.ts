import type { LocalDate } from '@skrin/shared/brand'
import { daysBetween } from '@skrin/shared/dates'
import type { TransferOrderState } from '@skrin/shared/api/transferOrders'

/** An order between the same two accounts over the same amount, whoever's and over whichever connection. */
export interface LikeOrder {
  readonly id: string
  readonly connection: string | null
  readonly state: TransferOrderState
  readonly date: LocalDate
  readonly message: string
  /** Epoch milliseconds. */
  readonly sentAt: number
  readonly likeBefore: number | null
}

/** A bank that moves a day moves it by less. */
const NEAR_DAYS = 14
/** A row that a bank was done with is in its lists after that. */
const SHOWS_WITHIN_MS = 24 * 60 * 60_000

/**
 * Whether a bank's list proves that an order was carried out: it shows more like it than before, and more than all other
 * orders that these could be. Counted from the first order that asks the bank for the very same, so that one which the bank
 * shows late is not taken for the next. Absence proves nothing: false is no no.
 */
export function isProven(
  order: LikeOrder,
  { shown, others }: { shown: number; others: readonly LikeOrder[] },
): boolean {
  if (order.likeBefore === null) return false
  const same = others.filter((one) => isSameQuestion(one, order) && one.sentAt <= order.sentAt)
  const first = [order, ...same].reduce((a, b) => (b.sentAt < a.sentAt ? b : a))
  const before = Math.min(...[order, ...same].map((one) => one.likeBefore ?? 0))
  const claims = others.filter((one) => couldShow(one, { order, since: first.sentAt, same }))
  return shown - before > claims.length
}

/** What the bank is asked is the same, so its counts can be compared. */
function isSameQuestion(one: LikeOrder, { connection, date, message }: LikeOrder): boolean {
  return one.connection === connection && one.date === date && one.message === message
}

interface Comparison {
  readonly order: LikeOrder
  /** When the count began from which is counted. */
  readonly since: number
  readonly same: readonly LikeOrder[]
}

/** Whether a row that was added to the list may be of this other order. */
function couldShow(one: LikeOrder, { order, since, same }: Comparison): boolean {
  const mayHaveMoved = !['reviewed', 'expired', 'cancelled', 'refused', 'not_sent'].includes(
    one.state,
  )
  if (!mayHaveMoved || Math.abs(daysBetween(one.date, order.date)) > NEAR_DAYS) return false
  if (same.includes(one)) return true
  const isSettled = one.state === 'done' || one.state === 'moved'
  return !isSettled || one.date > order.date || one.sentAt > since - SHOWS_WITHIN_MS
}

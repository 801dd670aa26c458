import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import type { LocalDate } from '@skrin/shared/brand'

/**
 * What a person makes of an order: its state, told apart where one state means several things. `later`: taken, for a day
 * that is still to come. `happened`, `absent`: what the person said of one whose end nobody knew.
 */
export type OrderStanding =
  Exclude<TransferOrder['state'], 'done'> | 'done' | 'later' | 'happened' | 'absent'

export function toStanding(order: TransferOrder, today: LocalDate): OrderStanding {
  const { state, decision, knownBy, executesOn } = order
  if (knownBy === 'person' || (state === 'unknown' && decision !== null))
    return decision === 'did_not_happen' ? 'absent' : 'happened'
  if (state === 'done' && executesOn !== null && executesOn > today) return 'later'
  return state
}

/** Whether the page goes on asking by itself. `server`: Skrin; `bank`: through Skrin. */
export function toAsked({ state }: Pick<TransferOrder, 'state'>): 'server' | 'bank' | null {
  if (state === 'sending') return 'server'
  return state === 'approval' || state === 'processing' ? 'bank' : null
}

const SOON_MS = 1500
const BANK_MS = 4000
const SLOWER_MS = 15_000
const SERVER_MS = 1000
/** Many banks are done after a moment. */
const FEW = 3
/** After so many times somebody is away from the page, or the bank takes its time. */
const MANY = 30

/** When to ask again, after so many times. `approval`: as last told by the bank. null: not by itself. */
export function toAskAfterMs(
  order: Pick<TransferOrder, 'state' | 'approval'>,
  times: number,
): number | null {
  const asked = toAsked(order)
  if (asked === null) return null
  if (asked === 'server') return times < MANY ? SERVER_MS : BANK_MS
  if (order.approval?.kind === 'app') return Math.max(500, order.approval.askAfterMs)
  // Each asking makes another page at the bank: it is asked when the person is back from it.
  if (order.approval?.kind === 'page') return null
  // Of a page that was loaded anew: only the bank tells what there is to approve.
  if (order.state === 'approval' && order.approval === null && times === 0) return 0
  if (times < FEW) return SOON_MS
  return times < MANY ? BANK_MS : SLOWER_MS
}

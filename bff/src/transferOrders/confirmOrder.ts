import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import type { TransferOrderId } from '@skrin/shared/brand'
import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import type { Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import { inSession } from '../household/accessLog.ts'
import { claimOrder } from './claimOrder.ts'
import { describeOrder } from './describeOrder.ts'
import { lapseOrders } from './lapseOrders.ts'
import { findOrderRow } from './orderRows.ts'
import type { OrderRow } from './orderRows.ts'
import { findEnds, toBankTransfer } from './orderTransfer.ts'
import { requireSendable } from './requireSendable.ts'
import type { TransferSender } from './sendOrder.ts'
import type { TransferLine } from './requireTransfers.ts'
import type { TransferDeps } from './transferDeps.ts'

export interface Confirming {
  readonly member: Member
  readonly id: TransferOrderId
  readonly presence: Presence
}

/**
 * Sends a reviewed order, once. Whoever confirms it again, with a double click, in a second tab, after the back button or
 * with a replayed request, is told where it stands.
 * @throws AppError not_found · transfer_over when it expired or was called off · what `requireSendable` and the bank's
 * look-up before sending throw: nothing was sent then, and the review stays
 */
export async function confirmOrder(
  deps: TransferDeps & { readonly sender: TransferSender },
  { member, id, presence }: Confirming,
): Promise<TransferOrder> {
  const { db } = deps
  await lapseOrders(deps, member.id)
  const order = await findOrderRow(db, member.id, id)
  if (!order) throw new AppError('not_found')
  if (order.state === 'expired' || order.state === 'cancelled') throw new AppError('transfer_over')
  if (order.state !== 'reviewed') return describeOrder(db, order)
  let likeBefore: number | null
  try {
    const line = await requireSendable(deps, db, order)
    likeBefore = await countBefore(deps, { order, line, presence })
  } catch (error) {
    const now = await findOrderRow(db, member.id, id)
    // Confirmed a second time meanwhile: then it is this very order that is in the way, or that took up the limit.
    if (now && now.sent_at !== null) return describeOrder(db, now)
    throw error
  }
  const claim = await claimOrder(deps, order, { likeBefore, by: inSession(member) })
  if (claim.line === null) return describeOrder(db, claim.order)
  const sent = await deps.sender.send({ order: claim.order, line: claim.line, presence })
  // Given up with its history while it was on its way.
  if (!sent.order || sent.order.connection_id === null) throw new AppError('not_found')
  return describeOrder(db, sent.order, sent.approval)
}

/**
 * How many like it the bank shows already, which alone makes a lost answer readable later. Without it nothing is sent: the
 * person can confirm the same review again when the bank answers.
 */
async function countBefore(
  { access, db }: TransferDeps,
  { order, line, presence }: { order: OrderRow; line: TransferLine; presence: Presence },
): Promise<number | null> {
  const { transfers, connection } = line
  if (transfers.commits !== 'submit' || !transfers.countLike) return null
  const api = await access.openApi(connection, presence)
  const count = await transfers.countLike(api, toBankTransfer(order, await findEnds(db, order)))
  if (count === null) throw new BankError('bank_partial')
  return count
}

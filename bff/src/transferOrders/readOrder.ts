import type { TransferOrderAnswer } from '@skrin/shared/api/transferOrders'
import type { MemberId, TransferOrderId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import { describeOrder } from './describeOrder.ts'
import { lapseOrders } from './lapseOrders.ts'
import { findOrderRow } from './orderRows.ts'
import { toReview } from './reviewOrder.ts'
import type { TransferDeps } from './transferDeps.ts'

/**
 * Where an order stands, as far as is known; one that can still be confirmed as it was reviewed. No bank is asked.
 * @throws AppError not_found
 */
export async function readOrder(
  deps: Pick<TransferDeps, 'db' | 'clock' | 'access'>,
  member: MemberId,
  id: TransferOrderId,
): Promise<TransferOrderAnswer> {
  await lapseOrders(deps, member)
  const order = await findOrderRow(deps.db, member, id)
  if (!order) throw new AppError('not_found')
  const transfers = deps.access.getLine(order.bank)?.bank.transfers
  if (order.state === 'reviewed' && transfers) return toReview(deps, { transfers }, order)
  return { order: await describeOrder(deps.db, order) }
}

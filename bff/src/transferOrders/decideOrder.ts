import type { Member } from '@skrin/shared/api/session'
import type { TransferDecision, TransferOrder } from '@skrin/shared/api/transferOrders'
import type { TransferOrderId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import { inSession } from '../household/accessLog.ts'
import { transact } from '../store/transact.ts'
import { describeOrder } from './describeOrder.ts'
import { lapseOrders } from './lapseOrders.ts'
import { noteOrder } from './noteOrder.ts'
import { findOrderRow, memberOrdersKey } from './orderRows.ts'
import type { TransferDeps } from './transferDeps.ts'

export interface Deciding {
  readonly member: Member
  readonly id: TransferOrderId
  readonly decision: TransferDecision['decision']
}

/**
 * Keeps what a person found out about an order whose end is unknown; others can be sent again. It stays unknown, because
 * nobody's word makes it done: the bank's can still.
 * @throws AppError not_found · transfer_unsettled before it was looked for at the bank · transfer_over when there is nothing
 * to decide, or something else was decided
 */
export async function decideOrder(
  deps: Pick<TransferDeps, 'db' | 'clock' | 'access'>,
  { member, id, decision }: Deciding,
): Promise<TransferOrder> {
  await lapseOrders(deps, member.id)
  return transact(deps.db, memberOrdersKey(member.id), async (db) => {
    const order = await findOrderRow(db, member.id, id)
    if (!order) throw new AppError('not_found')
    if (order.decision === decision) return describeOrder(db, order)
    if (order.state !== 'unknown' || order.decision !== null) throw new AppError('transfer_over')
    if (order.looked_up_at === null) throw new AppError('transfer_unsettled')
    const decided = await db
      .updateTable('transfer_orders')
      .set({ decision, known_by: 'person', settled_at: deps.clock.now() })
      .where('id', '=', id)
      .where('state', '=', 'unknown')
      .returningAll()
      .executeTakeFirst()
    if (!decided) throw new AppError('transfer_over')
    const note = { order: decided, event: 'transfer.decided', by: inSession(member) } as const
    await noteOrder({ ...deps, db }, note)
    return describeOrder(db, decided)
  })
}

import type { Actor } from '../household/accessLog.ts'
import { transact, waitForKey } from '../store/transact.ts'
import { AppError } from '../appError.ts'
import { noteOrder } from './noteOrder.ts'
import { connectionOrdersKey, memberOrdersKey } from './orderRows.ts'
import type { OrderRow } from './orderRows.ts'
import { requireSendable } from './requireSendable.ts'
import type { TransferLine } from './requireTransfers.ts'
import { toSendingUntil } from './sendOrder.ts'
import type { TransferDeps } from './transferDeps.ts'

export interface Claim {
  readonly order: OrderRow
  /** null: somebody else claimed it, or it is over; it is not ours to send. */
  readonly line: TransferLine | null
}

/**
 * Takes a reviewed order for sending: of all who try, in any process, one. It is kept before anything is sent, so that
 * whatever happens afterwards finds it as sent.
 */
export async function claimOrder(
  deps: TransferDeps,
  { id, member_id: member, connection_id: connection }: OrderRow,
  { likeBefore, by }: { likeBefore: number | null; by: Actor },
): Promise<Claim> {
  if (connection === null) throw new AppError('not_found')
  return transact(deps.db, connectionOrdersKey(connection), async (db) => {
    await waitForKey(db, memberOrdersKey(member))
    const order = await db
      .selectFrom('transfer_orders')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (!order) throw new AppError('not_found')
    const now = deps.clock.now()
    if (order.state !== 'reviewed') return { order, line: null }
    if (order.expires_at <= now) throw new AppError('transfer_over')
    const line = await requireSendable(deps, db, order)
    const exchangeMs = deps.access.getLine(order.bank)?.transport.limits.totalMs ?? 0
    const claimed = await db
      .updateTable('transfer_orders')
      .set({
        state: 'sending',
        sent_at: now,
        sending_until: toSendingUntil(now, exchangeMs),
        like_before: likeBefore,
      })
      .where('id', '=', id)
      .where('state', '=', 'reviewed')
      .returningAll()
      .executeTakeFirst()
    if (!claimed) return { order, line: null }
    await noteOrder({ ...deps, db }, { order: claimed, event: 'transfer.sent', by })
    return { order: claimed, line }
  })
}

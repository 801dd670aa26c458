import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import type { MemberId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { describeOrders } from './describeOrder.ts'
import type { OrderRow } from './orderRows.ts'

const MOST_LISTED = 200
const SIMILAR_FOR_MS = 2 * 24 * 60 * 60_000

/** A member's orders that were to be sent, newest first; `open`: those that wait for something. */
export async function listOrders(
  db: Database,
  member: MemberId,
  { open }: { open: boolean },
): Promise<TransferOrder[]> {
  let orders = db
    .selectFrom('transfer_orders')
    .selectAll()
    .where('member_id', '=', member)
    .where('connection_id', 'is not', null)
    .where('sent_at', 'is not', null)
    .orderBy('sent_at', 'desc')
    .orderBy('id')
    .limit(MOST_LISTED)
  if (open)
    orders = orders.where((eb) =>
      eb.or([
        eb('state', 'in', ['sending', 'approval', 'processing']),
        eb.and([eb('state', '=', 'unknown'), eb('decision', 'is', null)]),
      ]),
    )
  return describeOrders(db, await orders.execute())
}

/** Own orders of the last two days that are like this one and moved money, or may have: perhaps it is not meant twice. */
export async function listSimilar(
  { db, clock }: { db: Database; clock: Clock },
  order: OrderRow,
): Promise<TransferOrder[]> {
  const since = clock.now() - SIMILAR_FOR_MS
  const rows = await selectLike(db, order, since).orderBy('sent_at', 'desc').execute()
  return describeOrders(db, rows)
}

/** Whether one like it was sent since it was reviewed, as in another tab: its review told nothing of that. */
export async function isOvertaken(db: Database, order: OrderRow): Promise<boolean> {
  return (await selectLike(db, order, order.reviewed_at).executeTakeFirst()) !== undefined
}

function selectLike(db: Database, order: OrderRow, since: number) {
  return db
    .selectFrom('transfer_orders')
    .selectAll()
    .where('member_id', '=', order.member_id)
    .where('from_account', '=', order.from_account)
    .where('to_account', '=', order.to_account)
    .where('amount_minor', '=', order.amount_minor)
    .where('currency', '=', order.currency)
    .where('id', '!=', order.id)
    .where('sent_at', '>', since)
    .where('state', 'not in', ['refused', 'not_sent', 'cancelled'])
}

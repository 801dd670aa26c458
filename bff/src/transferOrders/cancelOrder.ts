import type { Member } from '@skrin/shared/api/session'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import type { TransferOrderId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Presence } from '../banks/bank.ts'
import { findConnectionRow } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { describeOrder } from './describeOrder.ts'
import { fetchOrderStep, toSubmitted } from './fetchOrderStep.ts'
import { lapseOrders } from './lapseOrders.ts'
import { findOrderRow } from './orderRows.ts'
import type { OrderRow } from './orderRows.ts'
import { refreshAfter } from './refreshAfter.ts'
import { saveOutcome } from './saveOutcome.ts'
import type { TransferDeps } from './transferDeps.ts'

export interface Cancelling {
  readonly member: Member
  readonly id: TransferOrderId
  readonly presence: Presence
}

/**
 * A review is not sent any more; what waits for approval is called off at the bank, where it has a way, unless the person
 * approved it in the same moment: then it is what the bank says.
 * @throws AppError not_found · transfer_over when it cannot be called off · BankError when the bank does not answer
 */
export async function cancelOrder(
  deps: TransferDeps,
  { member, id, presence }: Cancelling,
): Promise<TransferOrder> {
  await lapseOrders(deps, member.id)
  const order = await findOrderRow(deps.db, member.id, id)
  if (!order) throw new AppError('not_found')
  if (order.state === 'reviewed') await withdraw(deps, order)
  else if (order.state === 'approval') await callOff(deps, order, presence)
  const now = await findOrderRow(deps.db, member.id, id)
  if (!now) throw new AppError('not_found')
  const isOver = ['cancelled', 'expired', 'refused', 'not_sent'].includes(now.state)
  // It was confirmed, or approved, before: nobody must believe that it is off.
  if (!isOver && now.state === order.state) throw new AppError('transfer_over')
  return describeOrder(deps.db, now)
}

/** Whoever confirms at the same moment finds it cancelled, or this finds it sent. */
async function withdraw({ db, clock }: TransferDeps, { id }: OrderRow): Promise<void> {
  await db
    .updateTable('transfer_orders')
    .set({ state: 'cancelled', settled_at: clock.now() })
    .where('id', '=', id)
    .where('state', '=', 'reviewed')
    .execute()
}

async function callOff(deps: TransferDeps, order: OrderRow, presence: Presence): Promise<void> {
  const connection = await requireConnection(deps, order)
  const cancel = deps.access.getLine(order.bank)?.bank.transfers?.cancel
  if (!cancel) throw new AppError('transfer_over')
  const isOff = await cancel(
    await deps.access.openTransferApi(connection, presence),
    await toSubmitted(deps.db, order),
  )
  // What is not off for certain is what the bank says: an approval that still waits may yet be given.
  const outcome = isOff
    ? ({ kind: 'cancelled' } as const)
    : await fetchOrderStep(deps, { order, connection, presence })
  const saved = await saveOutcome(deps, order, outcome)
  if (saved) refreshAfter(deps, { order: saved, connection, presence })
}

async function requireConnection(
  { db }: TransferDeps,
  { connection_id: id, member_id: member }: OrderRow,
): Promise<ConnectionRow> {
  const connection = id && (await findConnectionRow(db, member, id))
  if (!connection) throw new AppError('reconnect_needed')
  return connection
}

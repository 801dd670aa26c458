import type { TransferApproval, TransferOrder } from '@skrin/shared/api/transferOrders'
import type { MemberId, TransferOrderId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Presence } from '../banks/bank.ts'
import { findConnectionRow } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { describeOrder } from './describeOrder.ts'
import { fetchOrderStep } from './fetchOrderStep.ts'
import { lapseOrders } from './lapseOrders.ts'
import { lookUpOrder } from './lookUpOrder.ts'
import { findOrderRow } from './orderRows.ts'
import type { OrderRow } from './orderRows.ts'
import { refreshAfter } from './refreshAfter.ts'
import { saveOutcome } from './saveOutcome.ts'
import type { OrderOutcome } from './saveOutcome.ts'
import type { TransferDeps } from './transferDeps.ts'

export interface Checking {
  readonly member: MemberId
  readonly id: TransferOrderId
  readonly presence: Presence
}

/**
 * Asks the bank where an order stands that waits for approval or is processed, and looks for one that is unknown. Of every
 * other one nothing is asked.
 * @throws AppError not_found · reconnect_needed when the access was given up · BankError when the bank does not answer
 */
export async function checkOrder(
  deps: TransferDeps,
  { member, id, presence }: Checking,
): Promise<TransferOrder> {
  await lapseOrders(deps, member)
  const order = await findOrderRow(deps.db, member, id)
  if (!order) throw new AppError('not_found')
  const isOpen = ['approval', 'processing', 'unknown'].includes(order.state)
  if (!isOpen) return describeOrder(deps.db, order)
  const connection =
    order.connection_id && (await findConnectionRow(deps.db, member, order.connection_id))
  if (!connection) throw new AppError('reconnect_needed')
  const asked = { order, connection, presence }
  return order.state === 'unknown' && order.reference === null
    ? lookUp(deps, asked)
    : askForStep(deps, asked)
}

interface Asked {
  readonly order: OrderRow
  readonly connection: ConnectionRow
  readonly presence: Presence
}

async function askForStep(deps: TransferDeps, asked: Asked): Promise<TransferOrder> {
  const askedAt = deps.clock.now()
  const step = await fetchOrderStep(deps, asked)
  if (step.kind !== 'unknown') return keep(deps, asked, step)
  // A bank that no longer knows what it called it may show it in its list.
  const outcome = await lookUpOrder(deps, asked)
  await noteLookUp(deps, asked.order, askedAt)
  return keep(deps, asked, outcome ?? step)
}

async function lookUp(deps: TransferDeps, asked: Asked): Promise<TransferOrder> {
  const askedAt = deps.clock.now()
  const outcome = await lookUpOrder(deps, asked)
  await noteLookUp(deps, asked.order, askedAt)
  return keep(deps, asked, outcome ?? { kind: 'unknown' })
}

async function keep(
  deps: TransferDeps,
  { order, connection, presence }: Asked,
  outcome: OrderOutcome,
): Promise<TransferOrder> {
  const saved = await saveOutcome(deps, order, outcome)
  if (!saved || saved.connection_id === null) throw new AppError('not_found')
  if (saved.state !== order.state) refreshAfter(deps, { order: saved, connection, presence })
  return describeOrder(deps.db, saved, approvalOf(outcome))
}

function approvalOf(outcome: OrderOutcome): TransferApproval | null {
  return outcome.kind === 'approval' ? outcome.approval : null
}

/** While a call may still be on its way a look tells nothing: it does not count as one. */
async function noteLookUp({ db }: TransferDeps, order: OrderRow, askedAt: number): Promise<void> {
  await db
    .updateTable('transfer_orders')
    .set({ looked_up_at: askedAt })
    .where('id', '=', order.id)
    .where('sending_until', '<=', askedAt)
    .execute()
}

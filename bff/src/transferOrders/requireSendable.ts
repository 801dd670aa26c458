import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { requireWithinLimit } from './dailyLimits.ts'
import { isOvertaken } from './listOrders.ts'
import { findBlocker } from './orderRows.ts'
import type { OrderRow } from './orderRows.ts'
import { findEnds, toBankTransfer } from './orderTransfer.ts'
import { requireTransfers } from './requireTransfers.ts'
import type { TransferLine } from './requireTransfers.ts'
import { requireValid } from './reviewOrder.ts'
import type { TransferDeps } from './transferDeps.ts'

/**
 * Everything that must hold for a reviewed order at the moment in which it is sent.
 * @throws AppError transfers_off · reconnect_needed · transfer_unsettled while another order of the connection is on its way
 * or unknown · transfer_limit · transfer_invalid · transfer_over when it would no longer be sent as it was shown, or one like it was sent since
 */
export async function requireSendable(
  deps: Pick<TransferDeps, 'clock' | 'config' | 'access'>,
  db: Database,
  order: OrderRow,
): Promise<TransferLine> {
  const { connection_id: connection, member_id: member } = order
  if (connection === null) throw new AppError('not_found')
  const line = await requireTransfers(deps, db, { member, connection })
  if (await findBlocker(db, connection)) throw new AppError('transfer_unsettled')
  if (await isOvertaken(db, order)) throw new AppError('transfer_over')
  const amount = moneyFromMinor(order.amount_minor, parseCurrency(order.currency))
  await requireWithinLimit({ ...deps, db }, member, amount)
  const ends = await findEnds(db, order)
  const { date, message } = order
  requireValid(deps, line, { ...ends, amount, date, message })
  const prepared = line.transfers.prepare(toBankTransfer(order, ends))
  if (JSON.stringify(prepared) !== order.prepared) throw new AppError('transfer_over')
  return line
}

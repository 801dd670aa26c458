import { AppError } from '../appError.ts'
import type { Presence } from '../banks/bank.ts'
import type { SubmittedTransfer, TransferStep } from '../banks/bankTransfers.ts'
import type { Database } from '../store/database.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { OrderRow } from './orderRows.ts'
import { findEnds, toBankTransfer } from './orderTransfer.ts'
import type { TransferDeps } from './transferDeps.ts'

/**
 * Where an order stands that the bank has a name for.
 * @throws AppError transfers_off · BankError when the bank does not answer
 */
export async function fetchOrderStep(
  { db, access }: Pick<TransferDeps, 'db' | 'access'>,
  {
    order,
    connection,
    presence,
  }: { order: OrderRow; connection: ConnectionRow; presence: Presence },
): Promise<TransferStep> {
  const transfers = access.getLine(order.bank)?.bank.transfers
  if (!transfers?.fetchStep) return { kind: 'unknown' }
  const api = await access.openTransferApi(connection, presence)
  return transfers.fetchStep(api, await toSubmitted(db, order))
}

/** @throws AppError transfer_over when the bank has no name for it */
export async function toSubmitted(db: Database, order: OrderRow): Promise<SubmittedTransfer> {
  const { reference, progress } = order
  if (reference === null) throw new AppError('transfer_over')
  const transfer = toBankTransfer(order, await findEnds(db, order))
  return { transfer, reference, progress: progress ?? '' }
}

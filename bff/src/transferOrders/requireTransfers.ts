import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Bank } from '../banks/bank.ts'
import type { BankTransfers } from '../banks/bankTransfers.ts'
import { toPurpose } from '../connections/bankAccess.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import type { TransferDeps } from './transferDeps.ts'

/** A connection over which money can be moved now. */
export interface TransferLine {
  readonly connection: ConnectionRow
  readonly bank: Bank
  readonly transfers: BankTransfers
}

/**
 * Reads anew whether host and person have turned moving money on: an answer that was kept could be older than the word.
 * @throws AppError not_found · transfers_off · reconnect_needed
 */
export async function requireTransfers(
  { access, config }: Pick<TransferDeps, 'access' | 'config'>,
  db: Database,
  { member, connection: id }: { member: MemberId; connection: ConnectionId },
): Promise<TransferLine> {
  const connection = await db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', id)
    .where('member_id', '=', member)
    .where('status', '!=', 'disconnected')
    .executeTakeFirst()
  const bank = connection && access.getLine(connection.bank)?.bank
  if (!bank) throw new AppError('not_found')
  if (!bank.transfers || toPurpose(config, bank, connection) !== 'transfers')
    throw new AppError('transfers_off')
  if (connection.status === 'reconnect') throw new AppError('reconnect_needed')
  return { connection, bank, transfers: bank.transfers }
}

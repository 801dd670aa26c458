import type { TransferAccount } from '@skrin/shared/api/transferOrders'
import type { AccountId, ConnectionId, MemberId } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { Selectable } from 'kysely'
import type { TransferEnd } from '../banks/bankTransfers.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type AccountRow = Selectable<Schema['accounts']>

/** A member's own accounts, of connections that they have. Others' are not among them, however much is shared. */
export function selectOwnAccounts(db: Database, member: MemberId) {
  return db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .selectAll('accounts')
    .where('connections.member_id', '=', member)
    .where('connections.status', '!=', 'disconnected')
}

/** undefined: not there, of a connection that was given up, or not the member's own. */
export function findOwnAccount(
  db: Database,
  member: MemberId,
  id: AccountId,
): Promise<AccountRow | undefined> {
  return selectOwnAccounts(db, member).where('accounts.id', '=', id).executeTakeFirst()
}

/** Those of a connection that can be an end of a transfer, as the bank orders them. */
export async function listEnds(
  db: Database,
  member: MemberId,
  connection: ConnectionId,
): Promise<AccountRow[]> {
  return selectOwnAccounts(db, member)
    .where('connections.id', '=', connection)
    .where('accounts.closed', '=', 0)
    .where((eb) =>
      eb.or([eb('accounts.transfer_from', '=', 1), eb('accounts.transfer_to', '=', 1)]),
    )
    .orderBy('accounts.position')
    .orderBy('accounts.id')
    .execute()
}

export function toTransferAccount(row: AccountRow): TransferAccount {
  const currency = parseCurrency(row.currency)
  const toMoney = (minor: number | null) =>
    minor === null ? null : moneyFromMinor(minor, currency)
  return {
    id: row.id,
    name: row.name,
    number: row.number ?? row.iban,
    kind: row.kind,
    currency,
    balance: toMoney(row.balance_minor),
    available: toMoney(row.available_minor),
    from: row.transfer_from === 1 && row.closed === 0,
    to: row.transfer_to === 1 && row.closed === 0,
  }
}

export function toTransferEnd(row: AccountRow): TransferEnd {
  const { bank_key: key, number, iban, kind, transfer_key: transferKey } = row
  return { key, number, iban, kind, transferKey }
}

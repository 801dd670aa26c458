import { randomId } from '@skrin/bff/ids'
import { insertTestAccount, insertTestConnection } from '@skrin/bff/store/testRows'
import type { AccountId, ConnectionId, MemberId } from '@skrin/shared/brand'
import type { Skrin } from '../harness/startSkrin.ts'
import type { Lane, LedgerBank } from './ledgerBank.ts'

/** Somebody's two accounts at the bank, connected, with moving money turned on. */
export interface Customer {
  readonly lane: Lane
  readonly connection: ConnectionId
  readonly from: AccountId
  readonly to: AccountId
}

export async function addCustomer(
  { context: { db, vault, clock } }: Skrin,
  bank: LedgerBank,
  member: MemberId,
): Promise<Customer> {
  const connection = randomId() as ConnectionId
  const accounts = { from: randomId() as AccountId, to: randomId() as AccountId }
  const token = randomId()
  await insertTestConnection(db, { id: connection, member, bank: 'sbanken' })
  await db
    .updateTable('connections')
    .set({ transfers_at: clock.now() })
    .where('id', '=', connection)
    .execute()
  for (const id of [accounts.from, accounts.to])
    await insertTestAccount(db, { id, connection, bank: 'sbanken' })
  await db
    .updateTable('accounts')
    .set({ transfer_from: 1, transfer_to: 1 })
    .where('connection_id', '=', connection)
    .execute()
  const usableUntil = clock.now() + 365 * 24 * 60 * 60_000
  const grant = { accessToken: token, usableUntil, refreshToken: null, consentId: null }
  await vault.put({ connection, member }, grant)
  return { lane: bank.openLane(token), connection, ...accounts }
}

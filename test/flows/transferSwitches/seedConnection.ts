import type { Context } from '@skrin/bff/context'
import { randomId } from '@skrin/bff/ids'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestTransferOrder,
} from '@skrin/bff/store/testRows'
import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  TransferOrderId,
} from '@skrin/shared/brand'

const HOUR_MS = 60 * 60_000

/** A connection with a grant that serves, two accounts that money can go between, and a review that waits. */
export interface Seeded {
  readonly bank: string
  readonly connection: ConnectionId
  readonly accounts: readonly [AccountId, AccountId]
  readonly order: TransferOrderId
}

export async function seedConnection(
  { db, vault, clock }: Pick<Context, 'db' | 'vault' | 'clock'>,
  { member, bank }: { member: MemberId; bank: string },
): Promise<Seeded> {
  const connection = randomId() as ConnectionId
  const accounts: Seeded['accounts'] = [randomId() as AccountId, randomId() as AccountId]
  const order = randomId() as TransferOrderId
  const now = clock.now()
  await insertTestConnection(db, { id: connection, member, bank })
  await vault.put(
    { connection, member },
    {
      accessToken: `access-token-of-${bank}`,
      usableUntil: now + HOUR_MS,
      refreshToken: `refresh-token-of-${bank}`,
      consentId: `consent-of-${bank}`,
    },
  )
  for (const id of accounts) {
    await insertTestAccount(db, { id, connection, bank })
    await db
      .updateTable('accounts')
      .set({ transfer_from: 1, transfer_to: 1, balance_minor: 500_000, available_minor: 500_000 })
      .where('id', '=', id)
      .execute()
  }
  await insertTestTransferOrder(
    db,
    {
      id: order,
      member_id: member,
      connection_id: connection,
      bank,
      from_account: accounts[0],
      to_account: accounts[1],
    },
    {
      amount_minor: 10_000,
      date: new Date(now).toISOString().slice(0, 10) as LocalDate,
      prepared: JSON.stringify({ call: 'transfer', body: {} }),
      reviewed_at: now,
      expires_at: now + HOUR_MS,
    },
  )
  return { bank, connection, accounts, order }
}

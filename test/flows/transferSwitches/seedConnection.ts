import type { Context } from '@skrin/bff/context'
import { randomId } from '@skrin/bff/ids'
import { insertTestAccount, insertTestConnection } from '@skrin/bff/store/testRows'
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
  await db
    .insertInto('transfer_orders')
    .values({
      id: order,
      member_id: member,
      connection_id: connection,
      bank,
      from_account: accounts[0],
      to_account: accounts[1],
      state: 'reviewed',
      amount_minor: 10_000,
      currency: 'NOK',
      date: new Date(now).toISOString().slice(0, 10) as LocalDate,
      message: '',
      prepared: JSON.stringify({ call: 'transfer', body: {} }),
      executes_on: null,
      reviewed_at: now,
      expires_at: now + HOUR_MS,
      sent_at: null,
      sending_until: null,
      settled_at: null,
      reason: null,
      problem: null,
      warnings: '[]',
      reference: null,
      progress: null,
      like_before: null,
      looked_up_at: null,
      known_by: null,
      decision: null,
    })
    .execute()
  return { bank, connection, accounts, order }
}

import type { Insertable } from 'kysely'
import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  SessionPublicId,
} from '@skrin/shared/brand'
import { toSearchWords } from '@skrin/shared/search/searchWords'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'
import type { StoredSession } from './sessionStore.ts'

/** A session for tests, begun now with a password. */
export function toTestSession(member: MemberId, now: number): StoredSession {
  const publicId = `public-${member}` as SessionPublicId
  const place = { device: 'Firefox on Linux', network: '192.0.2.1' }
  const times = { createdAt: now, seenAt: now, freshAt: now }
  return { publicId, member, method: 'password', ...place, ...times }
}

/** A member for tests, called as their id; the first is the owner. */
export async function insertTestMember(db: Database, id: MemberId): Promise<void> {
  const isFirst = (await db.selectFrom('members').select('id').executeTakeFirst()) === undefined
  await db
    .insertInto('members')
    .values({
      id,
      name: id,
      name_key: id,
      role: isFirst ? 'owner' : 'adult',
      password_hash: null,
      created_at: 0,
    })
    .execute()
}

/** A connection for tests, of a member who is there, that was never asked. */
export async function insertTestConnection(
  db: Database,
  { id, member, bank }: { id: ConnectionId; member: MemberId; bank: string },
): Promise<void> {
  await db
    .insertInto('connections')
    .values({
      id,
      member_id: member,
      bank,
      bank_client: 'household',
      label: null,
      choices: '{}',
      status: 'working',
      problem: null,
      created_at: 0,
      connected_at: 0,
      asked_at: null,
      good_at: null,
      renew_by: null,
      blocked_until: null,
    })
    .execute()
}

/** An account for tests, in kroner, under a connection that is there; never told of. */
export async function insertTestAccount(
  db: Database,
  { id, connection, bank }: { id: AccountId; connection: ConnectionId; bank: string },
): Promise<void> {
  await db
    .insertInto('accounts')
    .values({
      id,
      connection_id: connection,
      bank,
      bank_key: id,
      name: id,
      number: null,
      iban: null,
      identity: null,
      kind: 'current',
      currency: 'NOK',
      balance_minor: null,
      available_minor: null,
      holder: null,
      closed: 0,
      position: 0,
      as_of: 0,
      covered_from: null,
      transactions_at: null,
    })
    .execute()
}

/** A booked transaction for tests of an account that is there; `changes` say what a test is about. */
export async function insertTestTransaction(
  db: Database,
  row: Pick<Insertable<Schema['transactions']>, 'id' | 'account_id'>,
  changes: Partial<Insertable<Schema['transactions']>> = {},
): Promise<void> {
  const text = changes.text ?? 'REMA 1000'
  await db
    .insertInto('transactions')
    .values({
      status: 'booked',
      booking_date: '2026-03-25' as LocalDate,
      value_date: null,
      amount_minor: -124950,
      currency: 'NOK',
      text,
      bank_text: text,
      search_text: toSearchWords(text),
      counterparty_name: null,
      counterparty_account: null,
      original_minor: null,
      original_currency: null,
      original_rate: null,
      kind: null,
      bank_id: null,
      wire: '{}',
      ...row,
      ...changes,
    })
    .execute()
}

type TestTransferOrder = Pick<
  Insertable<Schema['transfer_orders']>,
  'id' | 'member_id' | 'connection_id' | 'bank' | 'from_account' | 'to_account'
>

/** A reviewed order for tests between accounts that are there; `changes` say what a test is about. */
export async function insertTestTransferOrder(
  db: Database,
  ends: TestTransferOrder,
  changes: Partial<Insertable<Schema['transfer_orders']>> = {},
): Promise<void> {
  await db
    .insertInto('transfer_orders')
    .values({
      ...ends,
      state: 'reviewed',
      amount_minor: 1,
      currency: 'NOK',
      date: '2026-06-01' as LocalDate,
      message: '',
      prepared: '{}',
      executes_on: null,
      reviewed_at: 1,
      expires_at: 2,
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
      ...changes,
    })
    .execute()
}

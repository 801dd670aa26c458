import type { ConnectionId, MemberId, SessionPublicId } from '@skrin/shared/brand'
import type { Database } from './database.ts'
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

import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import type { Database } from './database.ts'

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

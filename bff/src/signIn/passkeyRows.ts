import type { Selectable } from 'kysely'
import type { Passkey } from '@skrin/shared/api/signIn'
import type { MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type PasskeyRow = Selectable<Schema['passkeys']>

export async function findPasskeyRow(db: Database, id: string): Promise<PasskeyRow | null> {
  const row = await db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** A member's own, in the order they were added. */
export function listPasskeyRows(db: Database, member: MemberId): Promise<PasskeyRow[]> {
  return db
    .selectFrom('passkeys')
    .selectAll()
    .where('member_id', '=', member)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** As it is called now; null: it is none of this member's. */
export async function renamePasskey(
  db: Database,
  { id, member, name }: { id: string; member: MemberId; name: string },
): Promise<Passkey | null> {
  const row = await db
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('member_id', '=', member)
    .returningAll()
    .executeTakeFirst()
  return row ? toPasskey(row) : null
}

export function toPasskey(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    name: row.name,
    backedUp: row.backed_up === 1,
    createdAt: toInstant(row.created_at),
    usedAt: row.used_at === null ? null : toInstant(row.used_at),
  }
}

import type { Database } from '../store/database.ts'
import type { AttemptOwner } from './connectAttempts.ts'
import type { ConnectionRow } from './connectionRows.ts'

/**
 * Whether a grant that was asked for with moving money lets it be on. It was on and still is, or the person is just coming
 * back from turning it on: turning it off, a new role and leaving the household delete their attempts.
 */
export async function isStillWanted(
  db: Database,
  owner: AttemptOwner,
  known: Pick<ConnectionRow, 'status' | 'transfers_at'> | undefined,
): Promise<boolean> {
  if (!known || known.status === 'disconnected') return false
  if (known.transfers_at !== null) return true
  const attempt = await db
    .selectFrom('connect_attempts')
    .select('id_hash')
    .where('member_id', '=', owner.member)
    .where('bank', '=', owner.bank)
    .where('session_hash', '=', owner.sessionHash)
    .executeTakeFirst()
  return attempt !== undefined
}

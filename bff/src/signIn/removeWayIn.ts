import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import { findLoginById } from '../household/members.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

/** Which ways in this host offers beside the password. */
export interface OfferedWays {
  readonly passkeys: boolean
  /** The single sign-on's; null: there is none. */
  readonly issuer: string | null
  /** In the demo people enter with a click. */
  readonly demo: boolean
}

/**
 * Takes one of a member's ways in away, but never the last that works here.
 * @throws AppError not_found where `remove` found nothing · last_sign_in_method, and then nothing is removed
 */
export async function removeWayIn(
  { db, offered }: { db: Database; offered: OfferedWays },
  member: MemberId,
  remove: (transaction: Database) => Promise<{ readonly numDeletedRows: bigint }>,
): Promise<void> {
  await transact(db, `ways in ${member}`, async (transaction) => {
    const { numDeletedRows } = await remove(transaction)
    if (numDeletedRows === 0n) throw new AppError('not_found')
    if (!(await hasWayIn(transaction, offered, member))) throw new AppError('last_sign_in_method')
  })
}

async function hasWayIn(db: Database, offered: OfferedWays, member: MemberId): Promise<boolean> {
  const login = await findLoginById(db, member)
  if (login?.passwordHash != null || offered.demo) return true
  const passkey =
    offered.passkeys &&
    (await db
      .selectFrom('passkeys')
      .select('id')
      .where('member_id', '=', member)
      .executeTakeFirst())
  if (passkey) return true
  const identity =
    offered.issuer !== null &&
    (await db
      .selectFrom('oidc_identities')
      .select('subject')
      .where('member_id', '=', member)
      .where('issuer', '=', offered.issuer)
      .executeTakeFirst())
  return Boolean(identity)
}

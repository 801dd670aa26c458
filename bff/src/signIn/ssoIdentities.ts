import type { Selectable } from 'kysely'
import type { SsoIdentity } from '@skrin/shared/api/signIn'
import type { MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { idFrom } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import type { SsoClaims } from './ssoClaims.ts'

export type SsoIdentityRow = Selectable<Schema['oidc_identities']>

/** A member's own, in the order they were linked. */
export function listIdentityRows(db: Database, member: MemberId): Promise<SsoIdentityRow[]> {
  return db
    .selectFrom('oidc_identities')
    .selectAll()
    .where('member_id', '=', member)
    .orderBy('linked_at')
    .orderBy('subject')
    .execute()
}

/** Whose it is; null: nobody's. Counts as used. */
export async function useIdentity(
  { db, clock }: { db: Database; clock: Clock },
  { issuer, subject }: SsoClaims,
): Promise<MemberId | null> {
  const row = await db
    .updateTable('oidc_identities')
    .set({ used_at: clock.now() })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .returning('member_id')
    .executeTakeFirst()
  return row?.member_id ?? null
}

/** @throws AppError sso_taken: it is another member's */
export async function linkIdentity(
  { db, clock }: { db: Database; clock: Clock },
  member: MemberId,
  { issuer, subject, label }: Omit<SsoClaims, 'label' | 'authenticatedAt'> & { label: string },
): Promise<void> {
  const linked = await db
    .insertInto('oidc_identities')
    .values({
      issuer,
      subject,
      member_id: member,
      label,
      linked_at: clock.now(),
      used_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['issuer', 'subject'])
        .doUpdateSet({ label })
        .where('oidc_identities.member_id', '=', member),
    )
    .executeTakeFirst()
  if (linked.numInsertedOrUpdatedRows !== 1n) throw new AppError('sso_taken')
}

/** What the list calls it: neither issuer nor subject leave the server. */
export function identityId({ issuer, subject }: SsoIdentityRow): string {
  return idFrom(issuer, subject)
}

export function toIdentity(row: SsoIdentityRow): SsoIdentity {
  return {
    id: identityId(row),
    label: row.label,
    linkedAt: toInstant(row.linked_at),
    usedAt: row.used_at === null ? null : toInstant(row.used_at),
  }
}

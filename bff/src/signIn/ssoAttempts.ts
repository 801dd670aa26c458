import * as v from 'valibot'
import type { MemberId } from '@skrin/shared/brand'
import type { Sealer } from '../auth/sealing.ts'
import type { Clock } from '../clock.ts'
import { isSameSecret, randomSecret, sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'

export const SSO_ATTEMPT_MS = 10 * 60_000

const sealedAttempt = v.object({
  state: v.string(),
  nonce: v.string(),
  codeVerifier: v.string(),
  returnTo: v.nullable(v.string()),
  startedAt: v.number(),
})
const purpose = v.picklist(['sign-in', 'link', 'proof'])
export type SsoPurpose = v.InferOutput<typeof purpose>

/** What is remembered while the person is at the provider. */
export interface SsoAttempt extends v.InferOutput<typeof sealedAttempt> {
  readonly purpose: SsoPurpose
  /** The session that began it; null: a visitor. */
  readonly by: { readonly member: MemberId; readonly sessionHash: string } | null
}

export type ClaimedSsoAttempt =
  | { readonly status: 'claimed'; readonly attempt: SsoAttempt }
  /** This very callback was already taken: a double click or a refresh. */
  | { readonly status: 'used'; readonly attempt: SsoAttempt }
  /** Unknown, expired, of another browser, or with another state. */
  | { readonly status: 'refused' }

interface Deps {
  readonly db: Database
  readonly clock: Clock
  /** createSealer(key, 'sign-in attempt') */
  readonly sealer: Sealer
}

/** Remembers an attempt; the answer goes into the browser's short-lived cookie and nowhere else. */
export async function createSsoAttempt(
  { db, clock, sealer }: Deps,
  { purpose, by, ...secret }: SsoAttempt,
): Promise<string> {
  const id = randomSecret()
  await db
    .insertInto('sign_in_challenges')
    .values({
      id_hash: sha256(id),
      purpose: `sso ${purpose}`,
      member_id: by?.member ?? null,
      session_hash: by?.sessionHash ?? null,
      sealed: sealer.seal(JSON.stringify(secret), sha256(id)),
      expires_at: clock.now() + SSO_ATTEMPT_MS,
      used_at: null,
    })
    .execute()
  return id
}

/** RFC 9700 §4.7: a callback counts once, for the browser that began it. */
export async function claimSsoAttempt(
  { db, clock, sealer }: Deps,
  id: string,
  state: string,
): Promise<ClaimedSsoAttempt> {
  const row = await db
    .selectFrom('sign_in_challenges')
    .selectAll()
    .where('id_hash', '=', sha256(id))
    .where('purpose', 'like', 'sso %')
    .where('expires_at', '>', clock.now())
    .executeTakeFirst()
  const opened = row ? sealer.open(row.sealed, row.id_hash) : null
  if (!row || opened === null) return { status: 'refused' }
  const { member_id: member, session_hash: sessionHash } = row
  const attempt: SsoAttempt = {
    ...v.parse(sealedAttempt, JSON.parse(opened)),
    purpose: v.parse(purpose, row.purpose.slice('sso '.length)),
    by: member !== null && sessionHash !== null ? { member, sessionHash } : null,
  }
  if (!isSameSecret(attempt.state, state)) return { status: 'refused' }
  const claim = await db
    .updateTable('sign_in_challenges')
    .set({ used_at: clock.now() })
    .where('id_hash', '=', row.id_hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return { status: claim.numUpdatedRows === 1n ? 'claimed' : 'used', attempt }
}

import * as v from 'valibot'
import { bankClientId, connectionId } from '@skrin/shared/api/primitives'
import type { MemberId } from '@skrin/shared/brand'
import type { Sealer } from '../auth/sealing.ts'
import type { Clock } from '../clock.ts'
import { isSameSecret, randomSecret, sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { ABSOLUTE_MS } from '../store/sessionStore.ts'

export const ATTEMPT_MS = 10 * 60_000

const aim = {
  choices: v.record(v.string(), v.string()),
  /** What the bank calls what was chosen, where only the bank knows. */
  label: v.optional(v.nullable(v.string()), null),
  /** The connection to renew in place. */
  renew: v.nullable(connectionId),
  returnTo: v.nullable(v.string()),
  /** What the access is asked for. */
  purpose: v.optional(v.picklist(['reading', 'transfers']), 'reading'),
  /** The bank client that began it: no other one can redeem its code. */
  client: v.optional(v.union([v.literal('household'), bankClientId]), 'household'),
  state: v.string(),
}

/** What is remembered, sealed, while the person is at the bank. */
const attempt = v.variant('stage', [
  v.object({ stage: v.literal('authorize'), ...aim, codeVerifier: v.nullable(v.string()) }),
  v.object({
    stage: v.literal('consent'),
    ...aim,
    accessToken: v.string(),
    usableUntil: v.number(),
    refreshToken: v.nullable(v.string()),
    consentId: v.string(),
    renewBy: v.nullable(v.number()),
  }),
])
export type ConnectAttempt = v.InferOutput<typeof attempt>
export type ConsentAttempt = Extract<ConnectAttempt, { stage: 'consent' }>
export type AuthorizeAttempt = Extract<ConnectAttempt, { stage: 'authorize' }>

/** Who started it: the member, at which bank, in which session. */
export interface AttemptOwner {
  readonly member: MemberId
  readonly bank: string
  /** SHA-256 of the session id. */
  readonly sessionHash: string
}

export type ClaimedAttempt =
  | { readonly status: 'claimed'; readonly owner: AttemptOwner; readonly attempt: ConnectAttempt }
  /** This very callback was already taken: a double click or a refresh. */
  | { readonly status: 'used' }
  /** Unknown, expired, of another bank, another browser, another state, or the session behind it is over. */
  | { readonly status: 'refused' }

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly sealer: Sealer
}

/** Remembers an attempt; the answer goes into the browser's short-lived cookie and nowhere else. */
export async function createAttempt(
  deps: Deps,
  owner: AttemptOwner,
  value: ConnectAttempt,
): Promise<string> {
  const { db, clock, sealer } = deps
  const id = randomSecret()
  const now = clock.now()
  await db
    .insertInto('connect_attempts')
    .values({
      id_hash: sha256(id),
      member_id: owner.member,
      session_hash: owner.sessionHash,
      bank: owner.bank,
      sealed: sealer.seal(JSON.stringify(value), sha256(id)),
      expires_at: now + ATTEMPT_MS,
      used_at: null,
    })
    .execute()
  return id
}

/** RFC 9700 §4.7: a callback counts once, for the browser, bank and session that began it. */
export async function claimAttempt(
  deps: Deps,
  id: string,
  expected: { bank: string; state: string },
): Promise<ClaimedAttempt> {
  const { db, clock, sealer } = deps
  const row = await db
    .selectFrom('connect_attempts')
    .innerJoin('sessions', 'sessions.id_hash', 'connect_attempts.session_hash')
    .selectAll('connect_attempts')
    .where('connect_attempts.id_hash', '=', sha256(id))
    .where('connect_attempts.expires_at', '>', clock.now())
    .where('connect_attempts.bank', '=', expected.bank)
    // Signed out, over, or somebody else signed in meanwhile: the code is nobody's.
    .where('sessions.destroyed_at', 'is', null)
    .where('sessions.created_at', '>', clock.now() - ABSOLUTE_MS)
    .whereRef('sessions.member_id', '=', 'connect_attempts.member_id')
    .executeTakeFirst()
  const opened = row ? sealer.open(row.sealed, row.id_hash) : null
  if (!row || opened === null) return { status: 'refused' }
  const value = v.parse(attempt, JSON.parse(opened))
  if (!isSameSecret(value.state, expected.state)) return { status: 'refused' }
  const claim = await db
    .updateTable('connect_attempts')
    .set({ used_at: clock.now() })
    .where('id_hash', '=', row.id_hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (claim.numUpdatedRows !== 1n) return { status: 'used' }
  const owner = { member: row.member_id, bank: row.bank, sessionHash: row.session_hash }
  return { status: 'claimed', owner, attempt: value }
}

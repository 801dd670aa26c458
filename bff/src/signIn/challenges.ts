import type { MemberId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { randomSecret, sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'

export const CHALLENGE_MS = 5 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** For what, and for which browser, a challenge was given. */
export interface ChallengeOwner {
  readonly purpose: 'passkey registration' | 'passkey sign-in' | 'passkey proof'
  /** null: nobody is signed in yet. */
  readonly member: MemberId | null
  /** Hash of the session, or of the visitor's short-lived cookie. */
  readonly browserHash: string
}

/** A challenge of 256 bits, base64url, good once and for five minutes (WebAuthn Level 3 §13.4.3). */
export async function createChallenge(
  { db, clock }: Deps,
  { purpose, member, browserHash }: ChallengeOwner,
): Promise<string> {
  const challenge = randomSecret()
  await db
    .insertInto('sign_in_challenges')
    .values({
      id_hash: sha256(challenge),
      purpose,
      member_id: member,
      session_hash: browserHash,
      // Its own hash is all that has to come back.
      sealed: '',
      expires_at: clock.now() + CHALLENGE_MS,
      used_at: null,
    })
    .execute()
  return challenge
}

/** True once, for the browser and the purpose that it was made for. */
export async function claimChallenge(
  { db, clock }: Deps,
  challenge: string,
  { purpose, member, browserHash }: ChallengeOwner,
): Promise<boolean> {
  const claimed = await db
    .updateTable('sign_in_challenges')
    .set({ used_at: clock.now() })
    .where('id_hash', '=', sha256(challenge))
    .where('purpose', '=', purpose)
    .where('member_id', member === null ? 'is' : '=', member)
    .where('session_hash', '=', browserHash)
    .where('expires_at', '>', clock.now())
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return claimed.numUpdatedRows === 1n
}

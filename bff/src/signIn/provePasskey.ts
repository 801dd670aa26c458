import type { VerifiedAuthenticationResponse } from '@simplewebauthn/server'
import type { PasskeyOptions } from '@skrin/shared/api/signIn'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { CHALLENGE_MS, claimChallenge, createChallenge } from './challenges.ts'
import type { ChallengeOwner } from './challenges.ts'
import { loadWebAuthn } from './loadWebAuthn.ts'
import { challengeOf, parseAssertion, parseTransports } from './passkeyAnswers.ts'
import type { AssertionAnswer } from './passkeyAnswers.ts'
import { findPasskeyRow, listPasskeyRows } from './passkeyRows.ts'
import type { PasskeyRow } from './passkeyRows.ts'
import type { Proof } from './proof.ts'
import type { PasskeyDeps } from './registerPasskey.ts'
import type { RelyingParty } from './relyingParty.ts'

/** For navigator.credentials.get: any passkey of this host where nobody is signed in, else one of the member's own. */
export async function createProofOptions(
  deps: PasskeyDeps,
  owner: ChallengeOwner,
): Promise<PasskeyOptions> {
  const own = owner.member === null ? [] : await listPasskeyRows(deps.db, owner.member)
  const challenge = await createChallenge(deps, owner)
  const { generateAuthenticationOptions } = await loadWebAuthn()
  const options = await generateAuthenticationOptions({
    rpID: deps.party.id,
    challenge: Buffer.from(challenge, 'base64url'),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    allowCredentials: own.map((row) => ({
      id: row.id,
      transports: parseTransports(row.transports),
    })),
  })
  return { options: { ...options } }
}

/**
 * Who it is, by passkey (WebAuthn Level 3 §7.2). The device has checked finger, face or PIN: no further factor is asked.
 * @throws AppError passkey_unknown, also where it is somebody else's than `owner.member` · passkey_invalid
 */
export async function provePasskey(
  deps: PasskeyDeps,
  owner: ChallengeOwner,
  wirePasskey: unknown,
): Promise<Proof> {
  const answer = parseAssertion(wirePasskey)
  const challenge = challengeOf(answer.response.clientDataJSON)
  if (!(await claimChallenge(deps, challenge, owner))) throw new AppError('passkey_invalid')
  const passkey = await findPasskeyRow(deps.db, answer.id)
  if (!passkey || (owner.member !== null && owner.member !== passkey.member_id))
    throw new AppError('passkey_unknown')
  refuseForeignUser(answer, { passkey, isNameless: owner.member === null })
  const used = await verify(deps.party, { answer, challenge, passkey })
  await saveUse(deps, passkey, used)
  return { member: passkey.member_id, method: 'passkey' }
}

/** WebAuthn Level 3 §7.2, step 6: a sign-in without a name has to say whose passkey it is, and be right. */
function refuseForeignUser(
  { response: { userHandle } }: AssertionAnswer,
  { passkey, isNameless }: { passkey: PasskeyRow; isNameless: boolean },
): void {
  if (userHandle === undefined && !isNameless) return
  const user = Buffer.from(userHandle ?? '', 'base64url').toString('utf8')
  if (user !== passkey.member_id) throw new AppError('passkey_invalid')
}

type Use = VerifiedAuthenticationResponse['authenticationInfo']

/** A counter that did not rise throws too: somebody has a copy (WebAuthn Level 3 §6.1.1). */
async function verify(
  party: RelyingParty,
  {
    answer,
    challenge,
    passkey,
  }: { answer: AssertionAnswer; challenge: string; passkey: PasskeyRow },
): Promise<Use> {
  const { userHandle, ...response } = answer.response
  const { verifyAuthenticationResponse } = await loadWebAuthn()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, response: { ...response, ...(userHandle && { userHandle }) } },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: {
        id: passkey.id,
        publicKey: Buffer.from(passkey.public_key, 'base64url'),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    })
    if (verified) return authenticationInfo
  } catch (cause) {
    throw new AppError('passkey_invalid', { cause })
  }
  throw new AppError('passkey_invalid')
}

/** Of two answers with one counter, one counts; authenticators that do not count always say 0. */
async function saveUse(
  { db, clock }: { db: Database; clock: PasskeyDeps['clock'] },
  { id }: PasskeyRow,
  { newCounter, credentialBackedUp }: Use,
): Promise<void> {
  const saved = await db
    .updateTable('passkeys')
    .set({
      counter: newCounter,
      backed_up: credentialBackedUp ? 1 : 0,
      used_at: clock.now(),
    })
    .where('id', '=', id)
    .where((eb) => (newCounter === 0 ? eb('counter', '=', 0) : eb('counter', '<', newCounter)))
    .executeTakeFirst()
  if (saved.numUpdatedRows !== 1n) throw new AppError('passkey_invalid')
}

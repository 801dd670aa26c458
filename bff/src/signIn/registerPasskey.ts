import type { VerifiedRegistrationResponse } from '@simplewebauthn/server'
import type { Member } from '@skrin/shared/api/session'
import type { Passkey, PasskeyOptions } from '@skrin/shared/api/signIn'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { CHALLENGE_MS, claimChallenge, createChallenge } from './challenges.ts'
import type { ChallengeOwner } from './challenges.ts'
import { loadWebAuthn } from './loadWebAuthn.ts'
import { challengeOf, parseRegistration, parseTransports } from './passkeyAnswers.ts'
import type { RegistrationAnswer } from './passkeyAnswers.ts'
import { findPasskeyRow, listPasskeyRows, toPasskey } from './passkeyRows.ts'
import type { PasskeyRow } from './passkeyRows.ts'
import type { RelyingParty } from './relyingParty.ts'

/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812): what every authenticator has one of. */
const ALGORITHMS = [-8, -7, -257]

export interface PasskeyDeps {
  readonly db: Database
  readonly clock: Clock
  readonly party: RelyingParty
}

/** Whose passkey it will be, and the session that asked for it. */
export interface Registrant {
  readonly member: Member
  readonly sessionHash: string
}

/** For navigator.credentials.create: a passkey that is found without a name and that looks whose finger it is. */
export async function createRegistrationOptions(
  deps: PasskeyDeps,
  { member, sessionHash }: Registrant,
): Promise<PasskeyOptions> {
  const own = await listPasskeyRows(deps.db, member.id)
  const challenge = await createChallenge(deps, toOwner({ member, sessionHash }))
  const { generateRegistrationOptions } = await loadWebAuthn()
  const options = await generateRegistrationOptions({
    rpName: 'Skrin',
    rpID: deps.party.id,
    userID: new TextEncoder().encode(member.id),
    userName: member.name,
    userDisplayName: member.name,
    challenge: Buffer.from(challenge, 'base64url'),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: own.map((row) => ({
      id: row.id,
      transports: parseTransports(row.transports),
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options: { ...options } }
}

/** @throws AppError passkey_invalid · passkey_known */
export async function registerPasskey(
  deps: PasskeyDeps,
  registrant: Registrant,
  { name, passkey }: { name: string; passkey: unknown },
): Promise<Passkey> {
  const answer = parseRegistration(passkey)
  const challenge = challengeOf(answer.response.clientDataJSON)
  if (!(await claimChallenge(deps, challenge, toOwner(registrant))))
    throw new AppError('passkey_invalid')
  const { credential, credentialBackedUp } = await verify(deps.party, { answer, challenge })
  const row: PasskeyRow = {
    id: credential.id,
    member_id: registrant.member.id,
    public_key: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: JSON.stringify(answer.response.transports),
    name,
    backed_up: credentialBackedUp ? 1 : 0,
    created_at: deps.clock.now(),
    used_at: null,
  }
  await insertRow(deps.db, row)
  return toPasskey(row)
}

/**
 * WebAuthn Level 3 §7.1, step 26: a credential that is known already is refused.
 * @throws AppError passkey_known · passkey_invalid: it is somebody else's
 */
async function insertRow(db: Database, row: PasskeyRow): Promise<void> {
  const inserted = await db
    .insertInto('passkeys')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 1n) return
  const known = await findPasskeyRow(db, row.id)
  throw new AppError(known?.member_id === row.member_id ? 'passkey_known' : 'passkey_invalid')
}

type Registered = Extract<VerifiedRegistrationResponse, { verified: true }>['registrationInfo']

async function verify(
  party: RelyingParty,
  { answer, challenge }: { answer: RegistrationAnswer; challenge: string },
): Promise<Registered> {
  const { verifyRegistrationResponse } = await loadWebAuthn()
  try {
    const result = await verifyRegistrationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (result.verified) return result.registrationInfo
  } catch (cause) {
    throw new AppError('passkey_invalid', { cause })
  }
  throw new AppError('passkey_invalid')
}

function toOwner({ member, sessionHash }: Registrant): ChallengeOwner {
  return { purpose: 'passkey registration', member: member.id, browserHash: sessionHash }
}

import * as v from 'valibot'
import { instant, memberId } from './primitives.ts'

export const role = v.picklist(['owner', 'adult', 'child'])
export type Role = v.InferOutput<typeof role>

export const member = v.object({ id: memberId, name: v.string(), role })
export type Member = v.InferOutput<typeof member>

/** How a session began. `code`: with a recovery code, or a link for a new password. */
export const signInMethod = v.picklist(['password', 'passkey', 'sso', 'code', 'demo'])
export type SignInMethod = v.InferOutput<typeof signInMethod>

/** GET /api/session: 200 for everybody, also for the signed-out. */
export const session = v.object({
  member: v.nullable(member),
  /** What the household calls itself; null while it has no name. */
  household: v.nullable(v.string()),
  /** The ways in beside the password that this host offers; `sso`: what the single sign-on is called. */
  signIn: v.object({ passkeys: v.boolean(), sso: v.nullable(v.string()) }),
  /** Whether this host lets people turn on moving money. */
  transfers: v.boolean(),
  /** When the session ends if nothing more is asked. */
  expiresAt: v.nullable(instant),
  /** Until then sensitive acts go through without proving again who one is. */
  freshUntil: v.nullable(instant),
  /** The invented people, in the demo only. */
  demo: v.nullable(v.object({ members: v.array(member) })),
  setup: v.picklist(['needed', 'done']),
})
export type Session = v.InferOutput<typeof session>

export const memberName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80))
export const password = v.pipe(v.string(), v.maxLength(1024))
/** Six digits of an authenticator app, or a recovery code; spaces and dashes do not count. */
export const secondFactor = v.pipe(v.string(), v.maxLength(40))
/** What navigator.credentials gave, as JSON (WebAuthn Level 3 §5.1, PublicKeyCredential.toJSON); checked in the BFF. */
export const passkeyAnswer = v.looseObject({ id: v.pipe(v.string(), v.maxLength(1400)) })

/**
 * POST /api/session: with a password (and a code, where the person has a second factor: without it the answer is
 * `second_factor_needed`), with a passkey, or in the demo by choosing a person.
 */
export const signInRequest = v.union([
  v.strictObject({ name: memberName, password, code: v.optional(secondFactor) }),
  v.strictObject({ passkey: passkeyAnswer }),
  v.strictObject({ member: memberId }),
])
export type SignInRequest = v.InferInput<typeof signInRequest>

/** POST /api/session/proof: the signed-in person once more, before a sensitive act. Answers with the session. */
export const proofRequest = v.union([
  v.strictObject({ password, code: v.optional(secondFactor) }),
  v.strictObject({ passkey: passkeyAnswer }),
  v.strictObject({ member: memberId }),
])
export type ProofRequest = v.InferInput<typeof proofRequest>

/** POST /api/setup: the first person, with the one-time code that the log printed. */
export const setupRequest = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(100)),
  name: memberName,
  password,
})
export type SetupRequest = v.InferInput<typeof setupRequest>

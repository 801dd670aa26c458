import * as v from 'valibot'
import { instant } from './primitives.ts'
import { passkeyAnswer, password, secondFactor } from './session.ts'

const passkeyName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))

export const passkey = v.object({
  id: v.string(),
  name: v.string(),
  /** Kept in a service that brings it to the person's other devices. */
  backedUp: v.boolean(),
  createdAt: instant,
  usedAt: v.nullable(instant),
})
export type Passkey = v.InferOutput<typeof passkey>

export const ssoIdentity = v.object({
  /** An id for DELETE /api/sso/{id}; not the subject. */
  id: v.string(),
  label: v.string(),
  linkedAt: instant,
  usedAt: v.nullable(instant),
})
export type SsoIdentity = v.InferOutput<typeof ssoIdentity>

/** GET /api/sign-in-methods: one's own ways in. */
export const signInMethods = v.object({
  password: v.boolean(),
  passkeys: v.array(passkey),
  totp: v.object({ enabled: v.boolean(), recoveryCodesLeft: v.number() }),
  sso: v.array(ssoIdentity),
})
export type SignInMethods = v.InferOutput<typeof signInMethods>

/** PUT /api/password. `endOthers`: sign out everywhere else. Answers with the session, which is a new one. */
export const passwordChange = v.strictObject({ password, endOthers: v.boolean() })
export type PasswordChange = v.InferInput<typeof passwordChange>

/**
 * POST /api/passkeys/options and POST /api/session/passkey/options: what navigator.credentials is asked with (WebAuthn Level 3
 * §5.1.8, §5.1.9, the JSON form). Good once, for five minutes, for this browser.
 */
export const passkeyOptions = v.object({ options: v.looseObject({ challenge: v.string() }) })
export type PasskeyOptions = v.InferOutput<typeof passkeyOptions>

/** POST /api/passkeys */
export const passkeyRequest = v.strictObject({ name: passkeyName, passkey: passkeyAnswer })
export type PasskeyRequest = v.InferInput<typeof passkeyRequest>
/** PATCH /api/passkeys/{id} */
export const passkeyChange = v.strictObject({ name: passkeyName })

/** POST /api/totp: begins; nothing changes before POST /api/totp/confirm. `secret` in base32; `uri` for a QR code (otpauth). */
export const totpStart = v.object({ secret: v.string(), uri: v.string() })
export type TotpStart = v.InferOutput<typeof totpStart>
export const totpConfirm = v.strictObject({ code: secondFactor })
/** Told once; each works once in the place of a code. */
export const recoveryCodes = v.object({ codes: v.array(v.string()) })
export type RecoveryCodes = v.InferOutput<typeof recoveryCodes>

/** POST /api/session/sso: where to send the browser. Signed out it signs in; `link` and `proof` are for the signed-in. */
export const ssoRequest = v.strictObject({
  purpose: v.picklist(['sign-in', 'link', 'proof']),
  returnTo: v.optional(v.pipe(v.string(), v.maxLength(300))),
})
export type SsoRequest = v.InferInput<typeof ssoRequest>
export const ssoAnswer = v.object({ redirectTo: v.string() })

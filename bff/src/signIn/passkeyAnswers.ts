import { AppError } from '../appError.ts'
import * as v from 'valibot'

const MAX_ID = 1400
const MAX_PART = 60_000

const base64url = (max: number) => v.pipe(v.string(), v.maxLength(max), v.regex(/^[\w-]*$/))

/** Whatever else a browser names is of no use when asking again. */
const transports = v.pipe(
  v.array(v.string()),
  v.maxLength(20),
  v.transform((names) => known.filter((name) => names.includes(name))),
)
const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
export type Transport = (typeof known)[number]

const credential = {
  id: base64url(MAX_ID),
  rawId: base64url(MAX_ID),
  type: v.literal('public-key'),
  // No extension is asked for, so none is read.
  clientExtensionResults: v.pipe(
    v.unknown(),
    v.transform(() => ({})),
  ),
}

/** RegistrationResponseJSON of WebAuthn Level 3 §5.1. */
const registration = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: base64url(MAX_PART),
    attestationObject: base64url(MAX_PART),
    transports: v.optional(transports, []),
  }),
})
export type RegistrationAnswer = v.InferOutput<typeof registration>

/** AuthenticationResponseJSON of WebAuthn Level 3 §5.1. */
const assertion = v.object({
  ...credential,
  response: v.object({
    clientDataJSON: base64url(MAX_PART),
    authenticatorData: base64url(MAX_PART),
    signature: base64url(MAX_PART),
    userHandle: v.optional(base64url(MAX_ID)),
  }),
})
export type AssertionAnswer = v.InferOutput<typeof assertion>

const clientData = v.object({ challenge: v.string(), crossOrigin: v.optional(v.boolean(), false) })

/** @throws AppError passkey_invalid */
export function parseRegistration(wire: unknown): RegistrationAnswer {
  return parse(registration, wire)
}

/** @throws AppError passkey_invalid */
export function parseAssertion(wire: unknown): AssertionAnswer {
  return parse(assertion, wire)
}

/** Transports as they were kept; for the browser's hint which of them to try. */
export function parseTransports(json: string): Transport[] {
  return v.parse(transports, JSON.parse(json))
}

/**
 * Which challenge was answered; before anything is believed of it.
 * @throws AppError passkey_invalid, also for a page within another site's (WebAuthn Level 3 §13.4.2)
 */
export function challengeOf(clientDataJSON: string): string {
  const { challenge, crossOrigin } = parse(clientData, parseJson(clientDataJSON))
  if (crossOrigin) throw new AppError('passkey_invalid')
  return challenge
}

function parseJson(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'))
  } catch (cause) {
    throw new AppError('passkey_invalid', { cause })
  }
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  wire: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, wire)
  if (!parsed.success) throw new AppError('passkey_invalid')
  return parsed.output
}

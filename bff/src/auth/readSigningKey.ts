import { createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** RFC 7518 §3.3: RS256 needs at least this. */
const LEAST_BITS = 2048

/** `notAKey`: no private key in PEM; `locked`: with a passphrase; `notRsa`; `tooShort`: below 2048 bits. */
export type WrongKey = 'notAKey' | 'locked' | 'notRsa' | 'tooShort'

export type ReadSigningKey =
  { readonly ok: true; readonly key: KeyObject } | { readonly ok: false; readonly wrong: WrongKey }

/** What is wrong, as the end of a sentence about it. */
export const wrongKeyWords: Readonly<Record<WrongKey, string>> = {
  notAKey: 'is not a private key in PEM, from -----BEGIN to -----END',
  locked: 'is a key with a passphrase; it has to be without one',
  notRsa: 'is a key of another kind; it has to be an RSA key',
  tooShort: `is an RSA key that is too short; it has to have at least ${LEAST_BITS} bits`,
}

/** A private key in PEM: PKCS #8 (`PRIVATE KEY`) or PKCS #1 (`RSA PRIVATE KEY`). Tells nothing of what it was given. */
export function readSigningKey(pem: string): ReadSigningKey {
  const [, label, body] =
    /-----BEGIN ((?:RSA |EC |ENCRYPTED )?PRIVATE KEY)-----(.*?)-----END \1-----/s.exec(pem) ?? []
  if (label === undefined || body === undefined) return { ok: false, wrong: 'notAKey' }
  if (label.startsWith('ENCRYPTED') || body.includes('ENCRYPTED'))
    return { ok: false, wrong: 'locked' }
  const key = tryKey(label, body)
  if (!key) return { ok: false, wrong: 'notAKey' }
  if (key.asymmetricKeyType !== 'rsa') return { ok: false, wrong: 'notRsa' }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  return bits < LEAST_BITS ? { ok: false, wrong: 'tooShort' } : { ok: true, key }
}

/** Lines get lost on the way: an environment file writes them as `\\n`, a page that is copied from as spaces. */
function tryKey(label: string, body: string): KeyObject | null {
  const base64 = body.replaceAll('\\n', '').replace(/\s/g, '')
  try {
    return createPrivateKey(`-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`)
  } catch {
    // What OpenSSL says of it can quote the key; that it is none is all there is to know.
    return null
  }
}

import { createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** RFC 7518 §3.3: RS256 needs at least this. */
const LEAST_BITS = 2048

/** `notAKey`: no private key in PEM; `locked`: with a passphrase; `notRsa`; `tooShort`: below 2048 bits. */
export type WrongKey = 'notAKey' | 'locked' | 'notRsa' | 'tooShort'

export type ReadSigningKey =
  { readonly ok: true; readonly key: KeyObject } | { readonly ok: false; readonly wrong: WrongKey }

/** A private key in PEM: PKCS #8 (`PRIVATE KEY`) or PKCS #1 (`RSA PRIVATE KEY`). Tells nothing of what it was given. */
export function readSigningKey(pem: string): ReadSigningKey {
  const label = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----/.exec(pem)?.[1]
  if (label === undefined) return { ok: false, wrong: 'notAKey' }
  if (label.startsWith('ENCRYPTED') || /Proc-Type:.*ENCRYPTED/.test(pem))
    return { ok: false, wrong: 'locked' }
  const key = tryKey(pem)
  if (!key) return { ok: false, wrong: 'notAKey' }
  if (key.asymmetricKeyType !== 'rsa') return { ok: false, wrong: 'notRsa' }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  return bits < LEAST_BITS ? { ok: false, wrong: 'tooShort' } : { ok: true, key }
}

function tryKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey({ key: toLines(pem), format: 'pem' })
  } catch {
    // What OpenSSL says of it can quote the key; that it is none is all there is to know.
    return null
  }
}

/** In an environment file a key is often one line, with `\n` written out. */
function toLines(pem: string): string {
  return pem.replaceAll('\\n', '\n')
}

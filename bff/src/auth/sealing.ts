import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const TAG_BYTES = 16
const IV_BYTES = 12
const VERSION = 'v1'

/** Seals texts for one purpose with envelope encryption. */
export interface Sealer {
  /** `owner` is bound in as associated data: a sealed text moved to another row does not open. */
  seal(plaintext: string, owner: string): string
  /** null: another key, another owner, or a changed byte. */
  open(sealed: string, owner: string): string | null
}

/** A key for one purpose, so that the key on disk itself encrypts nothing (RFC 5869). */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `skrin ${purpose}`, 32))
}

/** Each text has a random data key of its own, which is sealed with the purpose's key: rotating re-seals 32 bytes a row. */
export function createSealer(key: Buffer, purpose: string): Sealer {
  const outerKey = deriveKey(key, purpose)
  return {
    seal(plaintext, owner) {
      const dataKey = randomBytes(32)
      const aad = `${VERSION} ${purpose} ${owner}`
      const parts = [encrypt(outerKey, dataKey, aad), encrypt(dataKey, Buffer.from(plaintext), aad)]
      return [VERSION, ...parts.map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, owner) {
      const [version, wrapped, body] = sealed.split('.')
      if (version !== VERSION || wrapped === undefined || body === undefined) return null
      const aad = `${VERSION} ${purpose} ${owner}`
      const dataKey = decrypt(outerKey, Buffer.from(wrapped, 'base64url'), aad)
      const plaintext = dataKey && decrypt(dataKey, Buffer.from(body, 'base64url'), aad)
      return plaintext ? plaintext.toString('utf8') : null
    },
  }
}

/** Seals the data key of a sealed text anew; the text itself stays as it is. null: the old key does not open it. */
export function createRewrapper(
  { from, to }: { readonly from: Buffer; readonly to: Buffer },
  purpose: string,
): (sealed: string, owner: string) => string | null {
  const [oldKey, newKey] = [deriveKey(from, purpose), deriveKey(to, purpose)]
  return (sealed, owner) => {
    const [version, wrapped, body] = sealed.split('.')
    if (version !== VERSION || wrapped === undefined || body === undefined) return null
    const aad = `${VERSION} ${purpose} ${owner}`
    const dataKey = decrypt(oldKey, Buffer.from(wrapped, 'base64url'), aad)
    return dataKey && [VERSION, encrypt(newKey, dataKey, aad).toString('base64url'), body].join('.')
  }
}

function encrypt(key: Buffer, plaintext: Buffer, aad: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(aad))
  return Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, sealed: Buffer, aad: string): Buffer | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null
  try {
    // Without authTagLength Node accepts a tag of 4 bytes, which can be forged by trying.
    const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(aad))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    // The only failure there is: it does not authenticate. Callers read null as "cannot be opened".
    return null
  }
}

import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import * as v from 'valibot'
import { toCbor } from './toCbor.ts'

/** What an authenticator or a browser may lie about, or get wrong. */
export interface Lies {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly userVerified?: boolean
  readonly userPresent?: boolean
  readonly counter?: number
  readonly userHandle?: string | null
  readonly crossOrigin?: boolean
  /** Signs with another key than the registered one. */
  readonly key?: KeyObject
}

/** A browser with an authenticator in it: what navigator.credentials would give for these options, as JSON. */
export interface SoftAuthenticator {
  /** The id of the passkey that was made. */
  readonly id: string
  create(options: unknown, lies?: Lies): Record<string, unknown>
  get(options: unknown, lies?: Lies): Record<string, unknown>
}

const creation = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.string() }),
  user: v.object({ id: v.string() }),
})
const request = v.object({ challenge: v.string(), rpId: v.string() })

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

/** One passkey with an ES256 key, written from WebAuthn Level 3 §6.1 and §6.5 and RFC 9053. */
export function createSoftAuthenticator(origin: string): SoftAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let user = ''
  let counter = 0
  const credential = { id, rawId: id, type: 'public-key', clientExtensionResults: {} }
  return {
    id,
    create(options, lies = {}) {
      const asked = v.parse(creation, options)
      user = asked.user.id
      const authData = Buffer.concat([
        toAuthData({ rpId: asked.rp.id, counter, ...lies }, HAS_CREDENTIAL),
        Buffer.alloc(16),
        Buffer.from([0, credentialId.length]),
        credentialId,
        toCoseKey(publicKey),
      ])
      const attestation = toCbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      const clientData = { type: 'webauthn.create', challenge: asked.challenge, origin, ...lies }
      return {
        ...credential,
        response: {
          clientDataJSON: toClientData(clientData).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    get(options, lies = {}) {
      const { challenge, rpId } = v.parse(request, options)
      counter += 1
      const authData = toAuthData({ rpId, counter, ...lies }, 0)
      const clientData = toClientData({ type: 'webauthn.get', challenge, origin, ...lies })
      const signed = Buffer.concat([authData, hash(clientData)])
      const userHandle = lies.userHandle === undefined ? user : lies.userHandle
      return {
        ...credential,
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, lies.key ?? privateKey).toString('base64url'),
          ...(userHandle !== null && { userHandle }),
        },
      }
    },
  }
}

function toClientData({
  type,
  challenge,
  origin,
  crossOrigin = false,
}: Lies & { type: string; challenge: string; origin: string }): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }))
}

function toAuthData(
  { rpId, counter, userVerified = true, userPresent = true }: Lies & { rpId: string },
  flags: number,
): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter ?? 0)
  const said = (userPresent ? USER_PRESENT : 0) | (userVerified ? USER_VERIFIED : 0)
  return Buffer.concat([hash(rpId), Buffer.from([flags | said]), count])
}

/** RFC 9053 §7.1.1: EC2, ES256, P-256. */
function toCoseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return toCbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  )
}

function hash(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest()
}

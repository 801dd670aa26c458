import { createHmac, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { Grants } from '../../kit/grants.ts'
import type { SandboxClient } from '../../kit/sandboxBank.ts'
import type { PersonId } from '../../world/world.ts'

// Every character that a client must encode (RFC 6749 §2.3.1) is in one of them. Invented.
export const clientId = 'skrin sandbox:1/ø'
export const clientSecret = 'CS-p:ss+w%rd /é&=ü?"2'
export const spareClient = { id: 'egen app:2/å', secret: 'CS-min+egen%1 /é&=ø?"3' }

/** One client, one customer. */
const customers: readonly { client: SandboxClient; person: PersonId }[] = [
  { client: { id: clientId, secret: clientSecret }, person: 'ingrid' },
  { client: spareClient, person: 'jonas' },
]

const ISSUER = 'https://auth.sbanken.no/identityserver'
const SIGNING_KEY = 'invented, and only good in the sandbox'
/** What form encoding, or the `encodeURIComponent` of the bank's own samples, leaves as it is or makes. */
const encodedPattern = /^(?:[\w.*+~!'()-]|%[0-9A-Fa-f]{2})+$/

/**
 * Whose client HTTP Basic carries, each half form-encoded before both were joined: a client that only encodes base64 is
 * refused, as the bank has done since September 2018.
 */
export function findCustomer(
  authorization: string | undefined,
): { client: SandboxClient; person: PersonId } | undefined {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const halves = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  if (halves.length !== 2) return undefined
  const [id, secret] = halves.map(decodeHalf)
  return customers.find(({ client }) => id === client.id && secret === client.secret)
}

function decodeHalf(half: string): string | null {
  if (!encodedPattern.test(half)) return null
  try {
    return decodeURIComponent(half.replaceAll('+', ' '))
  } catch {
    // Percent signs that are no UTF-8: the half is nobody's.
    return null
  }
}

/** The claims that the bank's tokens had; `jti` is the sandbox's own. */
export function toJwt(
  accessToken: string,
  claimed: { clientId: string; now: number; seconds: number; scope: string },
): string {
  const { now, seconds, scope } = claimed
  const notBefore = Math.floor(now / 1000)
  const claims = {
    nbf: notBefore,
    exp: notBefore + seconds,
    iss: ISSUER,
    aud: [`${ISSUER}/resources`, 'sandbox'],
    client_id: claimed.clientId,
    scope: [scope],
    jti: accessToken,
  }
  const content = [{ alg: 'HS256', typ: 'at+jwt' }, claims].map(toBase64Url).join('.')
  return `${content}.${sign(content)}`
}

/** Whose token a request carries; null when it is forged, expired or withdrawn. */
export function personOfJwt(authorization: string | undefined, grants: Grants): PersonId | null {
  const jwt = /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1] ?? ''
  const [header, claims, signature = ''] = jwt.split('.')
  const expected = Buffer.from(sign(`${header}.${claims}`))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const wireClaims: unknown = JSON.parse(Buffer.from(claims ?? '', 'base64url').toString('utf8'))
  return grants.personOf(v.parse(v.object({ jti: v.string() }), wireClaims).jti)
}

function sign(content: string): string {
  return createHmac('sha256', SIGNING_KEY).update(content).digest('base64url')
}

function toBase64Url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

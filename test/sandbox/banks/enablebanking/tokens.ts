import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import clients from './clients.json' with { type: 'json' }

const LONGEST_S = 24 * 60 * 60

export const { household, spare } = clients

/** Who signed a call, and what time it was there: tests move Skrin's clock alone. */
export interface Caller {
  readonly clientId: string
  readonly issuedAtMs: number
}

/** Applications know each other by id and public key; there is nothing else to log in with. */
export class Tokens {
  readonly #keys = new Map<string, KeyObject>()
  readonly #seen = new Set<string>()
  readonly #dead = new Set<string>()
  readonly #kit: { now(): number; plant(secret: string): string }

  constructor(kit: { now(): number; plant(secret: string): string }) {
    this.#kit = kit
    for (const { id, privateKey } of [household, spare])
      this.#keys.set(id, createPublicKey(createPrivateKey(privateKey)))
  }

  /** null: it is none of an application that is known here, or no longer good. */
  async verify(token: string): Promise<Caller | null> {
    const key = this.#keys.get(kidOf(token))
    if (!key || this.#dead.has(token)) return null
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['RS256'],
        typ: 'JWT',
        issuer: 'enablebanking.com',
        audience: 'api.enablebanking.com',
        requiredClaims: ['iat', 'exp'],
        currentDate: new Date(this.#kit.now()),
      })
      const { iat = 0, exp = Infinity } = payload
      if (exp - iat > LONGEST_S) return null
      this.#seen.add(this.#kit.plant(token))
      return { clientId: kidOf(token), issuedAtMs: iat * 1000 }
    } catch (error) {
      if (error instanceof errors.JOSEError) return null
      throw error
    }
  }

  expireAll(): void {
    for (const token of this.#seen) this.#dead.add(token)
  }
}

function kidOf(token: string): string {
  try {
    return decodeProtectedHeader(token).kid ?? ''
  } catch (error) {
    if (error instanceof TypeError) return ''
    throw error
  }
}

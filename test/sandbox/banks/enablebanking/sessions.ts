import { randomBytes, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { PersonId } from '../../world/world.ts'
import { findBehind } from './behind.ts'
import type { BankBehind } from './behind.ts'

const CODE_S = 10 * 60

const person = v.picklist(['ingrid', 'jonas', 'emma'] satisfies PersonId[])
/** Nothing of it outlives a restart: whoever is at the bank then starts again. */
export interface Authorization {
  readonly id: string
  readonly clientId: string
  readonly country: string
  readonly name: string
  readonly validUntil: number
  readonly state: string
  readonly redirectUrl: string
}

const session = v.object({
  id: v.string(),
  clientId: v.string(),
  country: v.string(),
  name: v.string(),
  person,
  validUntil: v.number(),
  state: v.picklist(['AUTHORIZED', 'CLOSED', 'REVOKED']),
})
export type Session = v.InferOutput<typeof session>
export type SessionStatus = Session['state'] | 'EXPIRED'

const saved = v.array(session)

interface Code {
  readonly authorization: Authorization
  readonly person: PersonId
  readonly expiresAt: number
}

/** The memory of what people allowed: an authorization becomes a code, a code becomes a session, once each. */
export class Sessions {
  readonly #authorizations = new Map<string, Authorization>()
  readonly #codes = new Map<string, Code>()
  readonly #sessions = new Map<string, Session>()
  readonly #kit: { now(): number; plant(secret: string): string }

  constructor(kit: { now(): number; plant(secret: string): string }) {
    this.#kit = kit
  }

  authorize(wish: Omit<Authorization, 'id'>): Authorization {
    const made = { ...wish, id: randomUUID() }
    this.#authorizations.set(made.id, made)
    return made
  }

  findAuthorization(id: string): Authorization | undefined {
    return this.#authorizations.get(id)
  }

  /** What the person decided; it can be decided once. */
  issueCode(authorization: Authorization, person: PersonId): string {
    this.#authorizations.delete(authorization.id)
    const code = this.#kit.plant(`CODE-${randomBytes(24).toString('base64url')}`)
    this.#codes.set(code, { authorization, person, expiresAt: this.#kit.now() + CODE_S * 1000 })
    return code
  }

  drop({ id }: Authorization): void {
    this.#authorizations.delete(id)
  }

  /** null: unknown, used, too old, or another application's. A failed try burns it too. */
  redeem(value: string, clientId: string): Session | null {
    const code = this.#codes.get(value)
    this.#codes.delete(value)
    if (!code || code.expiresAt < this.#kit.now()) return null
    const { authorization, person } = code
    if (authorization.clientId !== clientId) return null
    const { country, name, validUntil } = authorization
    const id = this.#kit.plant(randomUUID())
    const made: Session = {
      id,
      clientId,
      country,
      name,
      person,
      validUntil,
      state: 'AUTHORIZED',
    }
    this.#sessions.set(id, made)
    return made
  }

  find(id: string, clientId: string): Session | undefined {
    const found = this.#sessions.get(id)
    return found?.clientId === clientId ? found : undefined
  }

  of(clientId: string): readonly Session[] {
    return [...this.#sessions.values()].filter((one) => one.clientId === clientId)
  }

  statusOf({ state, validUntil }: Session): SessionStatus {
    return state === 'AUTHORIZED' && validUntil <= this.#kit.now() ? 'EXPIRED' : state
  }

  close(one: Session): void {
    one.state = 'CLOSED'
  }

  revokeAll(): void {
    for (const one of this.#sessions.values()) one.state = 'REVOKED'
  }

  snapshot(): unknown {
    return [...this.#sessions.values()]
  }

  restore(snapshot: unknown): void {
    for (const one of v.parse(saved, snapshot)) this.#sessions.set(this.#kit.plant(one.id), one)
  }
}

export function behindOf({ country, name }: Pick<Session, 'country' | 'name'>): BankBehind {
  const behind = findBehind(country, name)
  if (!behind) throw new RangeError(`no bank ${name} in ${country}`)
  return behind
}

import { randomBytes, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { PersonId } from '../../world/world.ts'
import type { AritmaSwitches } from './switches.ts'

/** Default and maximum in the psd2 channel. */
export const LONGEST_MS = 90 * 24 * 60 * 60 * 1000

const consent = v.object({
  id: v.string(),
  /** The last part of the redirect link, which opens once. */
  link: v.string(),
  isLinkUsed: v.boolean(),
  status: v.picklist(['Created', 'Started', 'Authorized', 'Expired', 'Revoked']),
  isApproved: v.boolean(),
  settlingPolls: v.number(),
  bankId: v.nullable(v.string()),
  person: v.nullable(v.picklist(['ingrid', 'jonas', 'emma'] satisfies PersonId[])),
  expiresAt: v.number(),
  success: v.nullable(v.string()),
  error: v.nullable(v.string()),
  state: v.nullable(v.string()),
})
export type Consent = v.InferOutput<typeof consent>
const saved = v.array(consent)

export type ConsentWish = Pick<Consent, 'bankId' | 'expiresAt' | 'success' | 'error' | 'state'>

/** The memory of consents: one is one person at one bank, for 90 days at most. */
export class Consents {
  readonly #consents = new Map<string, Consent>()
  readonly #kit: { now(): number; plant(secret: string): string }
  readonly #switches: AritmaSwitches

  constructor(kit: { now(): number; plant(secret: string): string }, switches: AritmaSwitches) {
    this.#kit = kit
    this.#switches = switches
  }

  create(wish: ConsentWish): Consent {
    const created: Consent = {
      ...wish,
      id: this.#kit.plant(randomUUID()),
      link: randomBytes(9).toString('base64url'),
      isLinkUsed: false,
      status: 'Created',
      isApproved: false,
      settlingPolls: this.#switches.settlingPolls,
      person: null,
    }
    this.#consents.set(created.id, created)
    return created
  }

  /** undefined: there is no such link, or it was opened before. */
  openLink(link: string): Consent | undefined {
    const found = [...this.#consents.values()].find((one) => one.link === link && !one.isLinkUsed)
    if (!found || this.find(found.id)?.status !== 'Created') return undefined
    found.isLinkUsed = true
    found.status = 'Started'
    return found
  }

  find(id: string): Consent | undefined {
    const found = this.#consents.get(id)
    const isOver = found && found.expiresAt <= this.#kit.now() && found.status !== 'Revoked'
    if (isOver) found.status = 'Expired'
    return found
  }

  /** As a client asks: an approval takes a moment until it shows. */
  poll(id: string): Consent | undefined {
    const found = this.find(id)
    if (found?.status !== 'Started' || !found.isApproved) return found
    if (found.settlingPolls > 0) found.settlingPolls--
    else found.status = 'Authorized'
    return found
  }

  revokeAll(): void {
    for (const one of this.#consents.values()) one.status = 'Revoked'
  }

  snapshot(): unknown {
    return [...this.#consents.values()]
  }

  restore(snapshot: unknown): void {
    for (const one of v.parse(saved, snapshot)) this.#consents.set(this.#kit.plant(one.id), one)
  }
}

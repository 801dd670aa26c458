import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import type { PersonId } from '../../world/world.ts'
import type { SebSwitches } from './switches.ts'

/** How old a code may be that somebody reads off a screen. */
const QR_SECONDS = 5

/** One thing that a person is asked to sign, as BankID knows it. */
export interface BankIdOrder {
  readonly person: PersonId
  /** Opens the app on the same device. */
  readonly token: string
  readonly begunAt: number
  outcome: 'open' | 'signed' | 'refused' | 'displaced'
}

interface Secrets {
  readonly qrToken: string
  readonly qrSecret: string
}

/** The invented BankID: one order for a person at a time, codes that change by the second, and an end to waiting. */
export class BankId {
  readonly #kit: SandboxKit
  readonly #switches: SebSwitches
  readonly #orders = new Map<string, BankIdOrder & Secrets>()

  constructor(kit: SandboxKit, switches: SebSwitches) {
    this.#kit = kit
    this.#switches = switches
  }

  /** null: another one was open. Neither goes on then, since one of them may not be the person's own doing. */
  begin(person: PersonId): BankIdOrder | null {
    const open = this.waiting().filter((order) => order.person === person)
    for (const order of open) order.outcome = 'displaced'
    if (open.length > 0) return null
    const order = {
      person,
      token: randomUUID(),
      begunAt: this.#kit.now(),
      outcome: 'open' as const,
      qrToken: randomUUID(),
      qrSecret: randomBytes(16).toString('hex'),
    }
    this.#orders.set(order.token, order)
    return order
  }

  /** BankID's animated code: token, seconds since the beginning, and their HMAC. */
  qrOf({ token }: BankIdOrder): string {
    const order = this.#orders.get(token)
    if (!order) throw new TypeError('no such order')
    const seconds = Math.floor((this.#kit.now() - order.begunAt) / 1000)
    return toQr(order, seconds)
  }

  /** What the app finds behind a code that is not older than a few seconds. */
  scan(text: string): BankIdOrder | undefined {
    return this.waiting().find((order) => {
      const seconds = Math.floor((this.#kit.now() - order.begunAt) / 1000)
      const fresh = Array.from({ length: QR_SECONDS + 1 }, (_, age) => toQr(order, seconds - age))
      return fresh.includes(text.trim())
    })
  }

  find(token: string): BankIdOrder | undefined {
    return this.waiting().find((order) => order.token === token)
  }

  waiting(): (BankIdOrder & Secrets)[] {
    return [...this.#orders.values()].filter((order) => this.stateOf(order) === 'open')
  }

  stateOf({ outcome, begunAt }: BankIdOrder): BankIdOrder['outcome'] | 'expired' {
    const isOver = this.#kit.now() > begunAt + this.#switches.signSeconds * 1000
    return outcome === 'open' && isOver ? 'expired' : outcome
  }
}

function toQr({ qrToken, qrSecret }: Secrets, seconds: number): string {
  const code = createHmac('sha256', qrSecret).update(String(seconds)).digest('hex')
  return `bankid.${qrToken}.${seconds}.${code}`
}

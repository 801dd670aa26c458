import { randomBytes, randomUUID } from 'node:crypto'
import type { LocalDate } from '@skrin/shared/brand'
import { localDateIn, toLocalDate } from '@skrin/shared/dates'
import * as v from 'valibot'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import { ZONE } from './parts.ts'
import type { AritmaSwitches } from './switches.ts'

const localDate = v.custom<LocalDate>(
  (value) => typeof value === 'string' && toLocalDate(value) !== null,
)

const payment = v.object({
  id: v.string(),
  consentId: v.string(),
  from: v.string(),
  to: v.string(),
  amountMinor: v.number(),
  currency: v.string(),
  day: localDate,
  message: v.nullable(v.string()),
  state: v.picklist(['waiting', 'approved', 'refused', 'cancelled']),
  /** Why it was refused: an external status reason of ISO 20022. */
  code: v.nullable(v.string()),
  required: v.number(),
  given: v.number(),
  settlingPolls: v.number(),
  /** In the invented world, once approved by all. */
  moveId: v.nullable(v.string()),
})
export type Payment = v.InferOutput<typeof payment>

const authorization = v.object({
  id: v.string(),
  paymentId: v.string(),
  /** The last part of the address of its page, which opens once. */
  link: v.string(),
  isOpened: v.boolean(),
  returnUrl: v.nullable(v.string()),
})
export type Authorization = v.InferOutput<typeof authorization>

const saved = v.object({ payments: v.array(payment), authorizations: v.array(authorization) })

export type PaymentWish = Pick<
  Payment,
  'consentId' | 'from' | 'to' | 'amountMinor' | 'currency' | 'day' | 'message'
>

/** The memory of payments. Money moves when the last approval is given, and never before. */
export class Payments {
  readonly #payments = new Map<string, Payment>()
  readonly #authorizations = new Map<string, Authorization>()
  readonly #kit: SandboxKit
  readonly #switches: AritmaSwitches

  constructor(kit: SandboxKit, switches: AritmaSwitches) {
    this.#kit = kit
    this.#switches = switches
  }

  /** `code`: refused at once. */
  create(wish: PaymentWish, code: string | null): Payment {
    const { approvers, paymentPolls } = this.#switches
    const created: Payment = {
      ...wish,
      id: randomUUID(),
      state: code === null ? 'waiting' : 'refused',
      code,
      required: approvers,
      given: 0,
      settlingPolls: paymentPolls,
      moveId: null,
    }
    this.#payments.set(created.id, created)
    return created
  }

  find(id: string): Payment | undefined {
    return this.#payments.get(id)
  }

  /** null: it waits for nobody's approval, or only for that of others. */
  begin(found: Payment, returnUrl: string | null): Authorization | null {
    if (found.state !== 'waiting' || found.given > 0) return null
    const begun: Authorization = {
      id: randomUUID(),
      paymentId: found.id,
      link: randomBytes(12).toString('base64url'),
      isOpened: false,
      returnUrl,
    }
    this.#authorizations.set(begun.id, begun)
    return begun
  }

  /** undefined: there is no such page, it was opened before, or there is nothing more to approve. */
  open(link: string): { begun: Authorization; found: Payment } | undefined {
    const begun = [...this.#authorizations.values()].find((one) => one.link === link)
    const found = begun && this.#payments.get(begun.paymentId)
    if (!begun || begun.isOpened || found?.state !== 'waiting') return undefined
    begun.isOpened = true
    return { begun, found }
  }

  approve(found: Payment): void {
    if (found.state !== 'waiting') return
    found.given++
    if (found.given < found.required) return
    found.state = 'approved'
    const today = this.#today()
    const { from, to, amountMinor, day, message } = found
    const move = {
      from,
      to,
      amountMinor,
      orderedOn: today,
      day: day > today ? day : today,
      message,
    }
    found.moveId = this.#kit.world.moveMoney(move).id
  }

  refuse(found: Payment, code: string): void {
    if (found.state === 'waiting') Object.assign(found, { state: 'refused', code })
  }

  /** False: it is too late. */
  cancel(found: Payment): boolean {
    if (found.state === 'waiting') found.state = 'cancelled'
    return found.state === 'cancelled'
  }

  /** What other people do who dispose of the accounts. */
  approveByOthers(): void {
    for (const one of this.#payments.values()) if (one.given > 0) this.approve(one)
  }

  /** As a client asks: what was approved takes a moment until it is through. */
  poll(found: Payment): { status: string; code: string | null } {
    switch (found.state) {
      case 'waiting':
        return { status: found.given > 0 ? 'patc' : 'rcvd', code: null }
      case 'refused':
        return { status: 'rjct', code: found.code }
      case 'cancelled':
        return { status: 'canc', code: null }
      case 'approved':
        return this.#pollMove(found)
    }
  }

  snapshot(): unknown {
    return {
      payments: [...this.#payments.values()],
      authorizations: [...this.#authorizations.values()],
    }
  }

  restore(snapshot: unknown): void {
    const known = v.parse(saved, snapshot)
    for (const one of known.payments) this.#payments.set(one.id, one)
    for (const one of known.authorizations) this.#authorizations.set(one.id, one)
  }

  #pollMove(found: Payment): { status: string; code: string | null } {
    const { world } = this.#kit
    // What was ordered for a day is carried out when that day is told.
    world.balanceOf(found.from, this.#today())
    const state = world.moves().find(({ id }) => id === found.moveId)?.state
    if (state === 'uncovered') return { status: 'rjct', code: 'AM04' }
    if (state === 'waiting') return { status: 'acsp', code: null }
    if (found.settlingPolls-- > 0) return { status: 'actc', code: null }
    return { status: 'acsc', code: null }
  }

  #today(): LocalDate {
    return localDateIn(ZONE, this.#kit.now())
  }
}

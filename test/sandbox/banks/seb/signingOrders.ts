import { randomUUID } from 'node:crypto'
import type { PersonId } from '../../world/world.ts'
import type { BankId, BankIdOrder } from './bankId.ts'
import type { Payment, Payments } from './payments.ts'

export interface SigningOrder {
  readonly id: string
  readonly person: PersonId
  readonly method: 'bankIdQr' | 'bankIdSameDevice'
  readonly payment: Payment
  /** null: another one was open. */
  readonly bankId: BankIdOrder | null
  /** Signed in the app, and a page still asks for a second step. */
  needsSecondStep: boolean
  /** What a test had it end with. */
  failure: string | null
}

/** What SEB has its customers sign. */
export class SigningOrders {
  readonly #bankId: BankId
  readonly #payments: Payments
  readonly #orders = new Map<string, SigningOrder>()

  constructor(bankId: BankId, payments: Payments) {
    this.#bankId = bankId
    this.#payments = payments
  }

  begin(payment: Payment, method: SigningOrder['method'], needsSecondStep: boolean): SigningOrder {
    const { person } = payment
    const bankId = this.#bankId.begin(person)
    const id = randomUUID()
    const order = { id, person, method, payment, bankId, needsSecondStep, failure: null }
    this.#orders.set(id, order)
    return order
  }

  find(id: string, person: PersonId): SigningOrder | undefined {
    const order = this.#orders.get(id)
    return order?.person === person ? order : undefined
  }

  findByToken(token: string): SigningOrder | undefined {
    return [...this.#orders.values()].find(({ bankId }) => bankId?.token === token)
  }

  waiting(): SigningOrder[] {
    return [...this.#orders.values()].filter(
      ({ bankId }) => bankId !== null && this.#bankId.stateOf(bankId) === 'open',
    )
  }

  decide(order: SigningOrder, decision: 'signed' | 'refused'): void {
    if (order.bankId) order.bankId.outcome = decision
    if (decision === 'signed' && !order.needsSecondStep) this.#carryOut(order)
  }

  finishSecondStep(order: SigningOrder): void {
    if (!order.needsSecondStep || order.bankId?.outcome !== 'signed') return
    order.needsSecondStep = false
    this.#carryOut(order)
  }

  /** The app has nothing more to sign of a payment that was called off. */
  abandon(payment: Payment): void {
    for (const order of this.waiting()) if (order.payment === payment) displace(order)
  }

  reset(): void {
    this.waiting().forEach(displace)
    this.#orders.clear()
  }

  #carryOut({ payment }: SigningOrder): void {
    if (this.#payments.statusOf(payment) === 'RCVD') this.#payments.carryOut(payment)
  }
}

function displace({ bankId }: SigningOrder): void {
  if (bankId) bankId.outcome = 'displaced'
}

import { randomUUID } from 'node:crypto'
import { localDateIn } from '@skrin/shared/dates'
import type { LocalDate } from '@skrin/shared/brand'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import type { PersonId, WorldTransaction } from '../../world/world.ts'
import type { SebSwitches } from './switches.ts'

export const OWN_TRANSFERS = 'private-se-domestic-own-credit-transfers'

export interface Payment {
  readonly id: string
  readonly person: PersonId
  /** Accounts of the world. */
  readonly from: string
  readonly to: string
  readonly amountMinor: number
  readonly message: string | null
  readonly day: LocalDate
  readonly madeAt: number
  /** Of the world; null: nothing was carried out, and nothing waits to be. */
  move: string | null
  isCancelled: boolean
  /** What it was rejected with after it was taken; null: it was not. */
  rejection: string | null
}

export type TransactionStatus = 'RCVD' | 'ACTC' | 'ACSC' | 'RJCT' | 'CANC'

/** The payments that SEB knows. Only what is signed, or needs no signature, moves money in the world. */
export class Payments {
  readonly #kit: SandboxKit
  readonly #switches: SebSwitches
  readonly #payments = new Map<string, Payment>()

  constructor(kit: SandboxKit, switches: SebSwitches) {
    this.#kit = kit
    this.#switches = switches
  }

  add(wish: Pick<Payment, 'person' | 'from' | 'to' | 'amountMinor' | 'message' | 'day'>): Payment {
    const payment = {
      ...wish,
      id: randomUUID(),
      madeAt: this.#kit.now(),
      move: null,
      isCancelled: false,
      rejection: null,
    }
    this.#payments.set(payment.id, payment)
    if (!this.#switches.signsOwnTransfers) this.carryOut(payment)
    return payment
  }

  find(id: string, person: PersonId): Payment | undefined {
    const payment = this.#payments.get(id)
    return payment?.person === person ? payment : undefined
  }

  /** Signed: at once when its day is here, else the world keeps it until then. */
  carryOut(payment: Payment): void {
    const { from, to, amountMinor, message } = payment
    const orderedOn = this.today()
    const day = payment.day > orderedOn ? payment.day : orderedOn
    payment.move = this.#kit.world.moveMoney({
      from,
      to,
      amountMinor,
      message,
      orderedOn,
      day,
    }).id
  }

  statusOf(payment: Payment): TransactionStatus {
    if (payment.isCancelled) return 'CANC'
    if (payment.rejection !== null) return 'RJCT'
    if (payment.move === null) return 'RCVD'
    // The story is told up to today before what came of it is asked.
    this.#kit.world.transactionsOf(payment.from, this.today())
    const move = this.#kit.world.moves().find(({ id }) => id === payment.move)
    if (move?.state === 'moved') return 'ACSC'
    return move?.state === 'waiting' ? 'ACTC' : 'RJCT'
  }

  canBeSigned(payment: Payment): boolean {
    const isChecked = this.#kit.now() >= payment.madeAt + this.#switches.checkSeconds * 1000
    return isChecked && this.statusOf(payment) === 'RCVD'
  }

  /** What will leave an account on a later day, as SEB lists it among the pending rows. */
  upcomingFrom(account: string): WorldTransaction[] {
    const waiting = [...this.#payments.values()].filter(
      (payment) => payment.from === account && this.statusOf(payment) === 'ACTC',
    )
    return waiting.map((payment) => this.#toRow(payment))
  }

  today(): LocalDate {
    return localDateIn('Europe/Stockholm', this.#kit.now())
  }

  /** What was moved stays moved. */
  reset(): void {
    this.#payments.clear()
  }

  snapshot(): Payment[] {
    return [...this.#payments.values()]
  }

  restore(payments: readonly Payment[]): void {
    for (const payment of payments) this.#payments.set(payment.id, { ...payment })
  }
  #toRow({ id, person, from, to, amountMinor, message, day }: Payment): WorldTransaction {
    const other = this.#kit.world.accountsOf(person, 'seb').find((account) => account.id === to)
    return {
      id,
      accountId: from,
      kind: 'own_transfer',
      day,
      bookedOn: day,
      amountMinor: -amountMinor,
      currency: 'SEK',
      counterparty: other?.name ?? '',
      message,
      counterpartyAccount: other?.number ?? null,
      original: null,
      city: null,
      country: null,
      mcc: null,
    }
  }
}

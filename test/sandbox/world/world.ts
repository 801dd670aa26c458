import type { AccountKind } from '@skrin/shared/api/accounts'
import type { LocalDate } from '@skrin/shared/brand'

/**
 * The invented world behind all sandbox banks: people, accounts and two years of transactions, deterministic from a
 * seed and counted back from the day the world was made. Each sandbox bank only puts it into its own words.
 */
export interface World {
  readonly people: readonly Person[]
  /** What a person sees at a bank, own and joint accounts and those they only have access to. */
  accountsOf(person: PersonId, bank: string): readonly WorldAccount[]
  /** Newest first; rows with `bookedOn` after `today`, or null, are pending on `today`. */
  transactionsOf(accountId: string, today: LocalDate): readonly WorldTransaction[]
  balanceOf(accountId: string, today: LocalDate): WorldBalance
  /**
   * Moves money between two accounts of one currency, at once or on a later day. What was told before stays as it was; the
   * story goes on with what is left. Whether somebody may do it is for the bank to say before.
   * @throws RangeError for what no bank would order: nothing to move, one account, two currencies, a day that is over
   */
  moveMoney(order: MoneyOrder): MoneyMove
  /** Everything that was ever ordered, oldest first: what really happened, whoever was told of it. */
  moves(): readonly MoneyMove[]
  /** What makes the same moves happen again in a world of the same seed and day. */
  orders(): readonly KnownOrder[]
}

export interface MoneyOrder {
  readonly from: string
  readonly to: string
  /** Above zero, in the currency of both accounts. */
  readonly amountMinor: number
  /** The bank's today. */
  readonly orderedOn: LocalDate
  /** The day on which it leaves; absent: `orderedOn`. */
  readonly day?: LocalDate
  /** The day on which it is there, for what takes longer; absent: `day`. */
  readonly arrivesOn?: LocalDate
  readonly message?: string | null
}

/** An order with its place in the story. */
export interface KnownOrder extends Required<MoneyOrder> {
  /** It is carried out when this day has been told. */
  readonly after: LocalDate
}

export interface MoneyMove extends Required<MoneyOrder> {
  readonly id: string
  /** Not covered on its day: then no money moved, and none will. */
  readonly state: 'waiting' | 'moved' | 'uncovered'
  /** What it wrote so far: out, then in. */
  readonly rows: readonly WorldTransaction[]
}

export type PersonId = 'ingrid' | 'jonas' | 'emma'

export interface Person {
  readonly id: PersonId
  readonly name: string
  readonly role: 'owner' | 'adult' | 'child'
  /** An invented national identity number for login pages: its month is above 12, so it can be nobody's. */
  readonly identityNumber: string
}

export interface WorldAccount {
  readonly id: string
  readonly bank: string
  readonly name: string
  readonly kind: AccountKind
  readonly product: string
  readonly currency: string
  /** Domestic number, digits only, with a valid check digit. */
  readonly number: string
  readonly iban: string
  readonly bic: string
  /** More than one for a joint account; the first opened it. */
  readonly owners: readonly PersonId[]
  /** Only lets others dispose of it without owning it. */
  readonly access: readonly PersonId[]
  readonly creditLimitMinor: number
  /** Closed accounts stay listed without currency at some banks. */
  readonly closed: boolean
}

export interface WorldBalance {
  readonly bookedMinor: number
  /** Booked plus pending plus credit limit. */
  readonly availableMinor: number
  /** Sum of what is pending, negative when it will go out. */
  readonly pendingMinor: number
}

export type WorldTransactionKind =
  | 'card'
  | 'transfer'
  | 'own_transfer'
  | 'salary'
  | 'giro'
  | 'direct_debit'
  | 'mobile_payment'
  | 'interest'
  | 'fee'
  | 'atm'

export interface WorldTransaction {
  /** Stable in the world; what a bank shows as id is the bank's own affair. */
  readonly id: string
  readonly accountId: string
  readonly kind: WorldTransactionKind
  /** The day of the purchase or order. */
  readonly day: LocalDate
  /** The day it is booked: some days later for cards, the same day for most else. */
  readonly bookedOn: LocalDate
  /** Negative is money out of the account. */
  readonly amountMinor: number
  readonly currency: string
  /** Clean name of the other side, e.g. `Kiwi Grünerløkka`. */
  readonly counterparty: string
  /** What the person or payer wrote, or null. */
  readonly message: string | null
  /** Domestic number of the other side where a bank would know it. */
  readonly counterpartyAccount: string | null
  readonly original: {
    readonly amountMinor: number
    readonly currency: string
    readonly rate: string
  } | null
  readonly city: string | null
  readonly country: string | null
  /** ISO 18245 merchant category, for cards. */
  readonly mcc: string | null
}

import type { AccountKind } from '@skrin/shared/api/accounts'
import type { TransferApproval, TransferWarning } from '@skrin/shared/api/transferOrders'
import type { TransferRules } from '@skrin/shared/api/transferRules'
import type { LocalDate } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'
import type { BankApi, BankCall, BankSettings, CallOptions } from './bank.ts'
import type { WireJson } from './wire.ts'

/**
 * Moving money between a person's own accounts at one bank: the one exception to reading. Its calls are in no list that
 * reading uses; they can be sent only while the host and the person have turned it on.
 */
export interface BankTransfers {
  readonly rules: TransferRules
  /** Exactly the calls that are allowed in addition, never through the raw pass-through. */
  readonly calls: Readonly<Record<string, BankCall>>
  /** What is asked for at connecting instead of `auth.scope`; absent: reading's scope serves. */
  readonly scope?: (settings: BankSettings) => string | undefined
  /**
   * When money can move: at `submit`, or only after the person approved at the bank. With `approval` a lost answer to
   * `submit` moved nothing. That is for a bank which excludes by its documents that own accounts are exempt from approval
   * (EU 2018/389 Art. 15); none here does so far.
   */
  readonly commits: 'submit' | 'approval'
  /** What will be sent, exactly; pure, and shown to the person before. */
  prepare(transfer: BankTransfer): PreparedTransfer
  /**
   * Sends what was prepared, once. Everything but a documented answer is `unknown`.
   * @throws BankError when there is no answer at all; `changedNothing` says whether that is certain
   */
  submit(api: TransferApi, submission: Submission): Promise<TransferStep>
  /** Where one stands that waits for approval or is processed; at a bank that has approvals. */
  fetchStep?: (api: TransferApi, order: SubmittedTransfer) => Promise<TransferStep>
  /**
   * Calls one off that waits for approval, where the bank has a way. True: it is off for certain. False: it goes on, and
   * `fetchStep` says how.
   * @throws BankError when the bank does not say, and when it may still be approved
   */
  cancel?: (api: TransferApi, order: SubmittedTransfer) => Promise<boolean>
  /**
   * How many transfers like this one the bank's own lists show, pending ones included: counted before sending and after
   * a lost answer. Of `commits: 'submit'`. null: the lists cannot tell now, e.g. a partial answer.
   */
  countLike?: (api: BankApi, transfer: BankTransfer) => Promise<number | null>
}

/** One end of a transfer, as the bank knows it. */
export interface TransferEnd {
  readonly key: string
  readonly number: string | null
  readonly iban: string | null
  readonly kind: AccountKind
  /** What the bank calls it in transfers, where that is another name than in reading. */
  readonly transferKey: string | null
}

export interface BankTransfer {
  readonly from: TransferEnd
  readonly to: TransferEnd
  /** Positive, in the currency of both accounts. */
  readonly amount: Money
  /** The day wished. */
  readonly date: LocalDate
  /** '' for none. */
  readonly message: string
}

/** A call of `BankTransfers.calls` by its name, and its body; stored with the review and sent as it was shown. */
export interface PreparedTransfer {
  readonly call: string
  readonly params?: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export interface Submission {
  readonly transfer: BankTransfer
  readonly prepared: PreparedTransfer
  /** A UUID, the same for every sending of this order: for banks that know RFC draft `Idempotency-Key`. */
  readonly idempotencyKey: string
  /** The page of Skrin to which a bank's page sends the person back; brings nothing that is believed. */
  readonly returnUrl: string
  /** To be told between two calls, with what `fetchStep` needs: whatever happens then, the bank can be asked. */
  readonly keepReference?: (order: Omit<SubmittedTransfer, 'transfer'>) => Promise<void>
}

export interface SubmittedTransfer {
  readonly transfer: BankTransfer
  readonly reference: string
  /** What the bank's folder wants to remember between steps; never a secret. */
  readonly progress: string
}

export type TransferStep =
  | {
      readonly kind: 'done'
      readonly reference: string | null
      /** Where the bank tells it, or where it is the day wished and lies ahead. */
      readonly executesOn: LocalDate | null
      readonly warnings: readonly TransferWarning[]
    }
  | {
      /** Taken for a later day than wished; null: the next banking day. */
      readonly kind: 'moved'
      readonly reference: string | null
      readonly executesOn: LocalDate | null
      readonly warnings: readonly TransferWarning[]
    }
  | { readonly kind: 'refused'; readonly reason: TransferRefusal }
  | {
      readonly kind: 'approval'
      readonly reference: string
      readonly progress: string
      readonly approval: TransferApproval
    }
  | {
      readonly kind: 'processing'
      readonly reference: string
      readonly progress: string
      readonly warnings?: readonly TransferWarning[]
    }
  /** The bank answered, but not with anything that says whether money moves. */
  | { readonly kind: 'unknown' }

/** What `BankAccount.transfer` says of an account; absent: neither end. */
export interface TransferAbility {
  readonly from: boolean
  readonly to: boolean
  readonly key: string | null
}

/** Any answer of a bank to a call of `BankTransfers.calls`; refusals have bodies that say why. */
export interface TransferAnswer {
  readonly status: number
  /** undefined: not JSON, or none. */
  readonly body: WireJson | undefined
  /** There was none: some banks say nothing when they are done, which is not the page of a proxy. */
  readonly isEmpty: boolean
}

export interface TransferApi extends BankApi {
  /** The person's browser, for a bank whose app is opened in one way on a phone and in another on a computer. */
  readonly userAgent: string | null
  /**
   * Sends one call and gives whatever the bank answered. Nothing is ever sent twice; after a 401 the token is renewed
   * for the next one.
   * @throws BankError without an answer, and for 401 and 429, which change nothing at any bank
   */
  send(call: BankCall, options?: CallOptions): Promise<TransferAnswer>
}

import type { Instant } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'

export type BankProblemCode = Extract<
  ProblemCode,
  `bank_${string}` | 'reconnect_needed' | 'connect_denied'
>

export interface BankErrorDetails extends ErrorOptions {
  /** The part of the answer that was wrong. */
  readonly field?: string
  readonly retryAt?: Instant
  /** HTTP status of the bank's answer, for the log. */
  readonly status?: number
  /** It is certain that the call changed nothing at the bank: it never got there, or was turned away at the door. */
  readonly changedNothing?: boolean
}

/** Asking a bank did not give an answer that can be used. Holds no byte of the bank's body. */
export class BankError extends Error {
  override readonly name: string = 'BankError'
  readonly code: BankProblemCode
  readonly field: string | undefined
  readonly retryAt: Instant | undefined
  readonly status: number | undefined
  readonly changedNothing: boolean

  constructor(code: BankProblemCode, details: BankErrorDetails = {}) {
    super(details.field === undefined ? code : `${code}: ${details.field}`, details)
    this.code = code
    this.field = details.field
    this.retryAt = details.retryAt
    this.status = details.status
    this.changedNothing = details.changedNothing ?? false
  }
}

/** The bank answered in a shape that is not the documented one; `field` says where, never what. */
export class MappingError extends BankError {
  override readonly name = 'MappingError'

  constructor(field: string, options: ErrorOptions = {}) {
    super('bank_wrong_answer', { ...options, field })
  }
}

/** Failures after which asking for the next account of the same connection makes no sense. */
export function endsTheVisit(error: BankError): boolean {
  return [
    'reconnect_needed',
    'bank_rate_limited',
    'bank_budget_spent',
    'bank_unreachable',
  ].includes(error.code)
}

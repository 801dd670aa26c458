import { BankError } from '../bankError.ts'
import type { TransferAnswer } from '../bankTransfers.ts'

/** An answer that says nothing about the payment. */
export function toFailure({ status }: TransferAnswer): BankError {
  if (status === 403) return new BankError('reconnect_needed', { status })
  if (status === 408 || status === 504) return new BankError('bank_timeout', { status })
  if (status >= 500) return new BankError('bank_unavailable', { status })
  return new BankError(status < 400 ? 'bank_wrong_answer' : 'bank_refused', { status })
}

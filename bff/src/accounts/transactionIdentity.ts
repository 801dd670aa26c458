import type { AccountId, TransactionId } from '@skrin/shared/brand'
import { toSearchText } from '@skrin/shared/searchText'
import type { BookingStatus } from '@skrin/shared/api/transactions'
import type { BankTransaction } from '../banks/bank.ts'
import { idFrom } from '../ids.ts'

export interface IdentifiedTransaction {
  readonly id: TransactionId
  readonly transaction: BankTransaction
}

/**
 * Account + status + booking day + amount + normalised text + occurrence: banks change their own ids between calls,
 * versions and on booking. Two identical purchases on one day are the first and the second of that day.
 */
export function identifyTransactions(
  account: AccountId,
  status: BookingStatus,
  transactions: readonly BankTransaction[],
): IdentifiedTransaction[] {
  const occurrences = new Map<string, number>()
  return transactions.map((transaction) => {
    const { bookingDate, amount, bankText } = transaction
    const key = [bookingDate, String(amount.minor), amount.currency, toSearchText(bankText)]
    const group = JSON.stringify(key)
    const occurrence = (occurrences.get(group) ?? 0) + 1
    occurrences.set(group, occurrence)
    const id = idFrom('transaction', account, status, ...key, String(occurrence))
    return { id: id as TransactionId, transaction }
  })
}

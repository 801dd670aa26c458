import type { BookingStatus } from '@skrin/shared/api/transactions'
import type { AccountId, ImportId } from '@skrin/shared/brand'
import type { BankTransaction } from '../banks/bank.ts'
import type { ToldRow } from './observation.ts'

interface Teller {
  readonly account: AccountId
  readonly source: 'bank' | ImportId
  readonly status: BookingStatus
}

export function toToldRow(
  { account, source, status }: Teller,
  transaction: BankTransaction,
): ToldRow {
  return {
    account_id: account,
    source,
    status,
    booking_date: transaction.bookingDate,
    value_date: transaction.valueDate,
    amount_minor: transaction.amount.minor,
    currency: transaction.amount.currency,
    text: transaction.text,
    bank_text: transaction.bankText,
    counterparty_name: transaction.counterparty?.name ?? null,
    counterparty_account: transaction.counterparty?.account ?? null,
    original_minor: transaction.original?.amount.minor ?? null,
    original_currency: transaction.original?.amount.currency ?? null,
    original_rate: transaction.original?.rate ?? null,
    kind: transaction.kind,
    bank_id: transaction.bankId,
    wire: JSON.stringify(transaction.wire),
  }
}

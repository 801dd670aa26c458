import type { Insertable } from 'kysely'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { toSearchedText } from '../find/toSearchedText.ts'
import type { Schema } from '../store/schema.ts'
import type { Shown } from './observation.ts'

/** A transaction's row, as its face tells it. */
export function toTransactionRow({ id, face, state }: Shown): Insertable<Schema['transactions']> {
  const amount = moneyFromMinor(face.amount_minor, parseCurrency(face.currency))
  const counterparty = { name: face.counterparty_name, account: face.counterparty_account }
  const { text, bank_text: bankText } = face
  return {
    id,
    account_id: face.account_id,
    status: face.status,
    booking_date: face.booking_date,
    value_date: face.value_date,
    amount_minor: face.amount_minor,
    currency: face.currency,
    text,
    bank_text: bankText,
    search_text: toSearchedText({ text, bankText, counterparty, amount }),
    counterparty_name: face.counterparty_name,
    counterparty_account: face.counterparty_account,
    original_minor: face.original_minor,
    original_currency: face.original_currency,
    original_rate: face.original_rate,
    kind: face.kind,
    bank_id: face.bank_id,
    wire: face.wire,
    state,
  }
}

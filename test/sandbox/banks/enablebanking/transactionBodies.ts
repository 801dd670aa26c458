import { createHash } from 'node:crypto'
import type { WorldTransaction, WorldTransactionKind } from '../../world/world.ts'
import { toAmount } from './accountBodies.ts'
import type { Habits } from './behind.ts'

/** The service passes on what the bank behind writes: here the words of a Norwegian one. */
const kindTexts: Readonly<Record<WorldTransactionKind, string>> = {
  card: 'Varekjøp',
  transfer: 'Overføring',
  own_transfer: 'Overføring mellom egne kontoer',
  salary: 'Lønn',
  giro: 'Nettgiro',
  direct_debit: 'AvtaleGiro',
  mobile_payment: 'Vipps',
  interest: 'Renter',
  fee: 'Gebyr',
  atm: 'Minibank',
}

export interface RowContext {
  readonly habits: Habits
  readonly currency: string
  readonly isBooked: boolean
  /** Another salt, another set of ids, as the fault `changed_ids` asks. */
  readonly salt: string
  /** Its place in the list. */
  readonly at: number
}

export function toBody(row: WorldTransaction, context: RowContext) {
  const { habits, currency, isBooked } = context
  const isOut = row.amountMinor < 0
  const minor = habits.isSigned ? row.amountMinor : Math.abs(row.amountMinor)
  const isNamed = habits.names === 'parties'
  const message = row.message ?? kindTexts[row.kind]
  const number = row.counterpartyAccount
  const account =
    number === null
      ? null
      : { iban: null, other: { identification: number, scheme_name: 'BBAN', issuer: null } }
  const party = isNamed ? { name: row.counterparty, postal_address: null } : null
  const day = isBooked ? row.bookedOn : row.day
  return {
    entry_reference: referenceOf(row, context),
    merchant_category_code: row.mcc,
    transaction_amount: toAmount(minor, currency),
    creditor: isOut ? party : null,
    creditor_account: isOut && isNamed ? account : null,
    creditor_agent: null,
    debtor: isOut ? null : party,
    debtor_account: isOut || !isNamed ? null : account,
    debtor_agent: null,
    bank_transaction_code: { description: kindTexts[row.kind], code: null, sub_code: null },
    credit_debit_indicator: isOut ? 'DBIT' : 'CRDT',
    status: isBooked ? 'BOOK' : 'PDNG',
    booking_date: isBooked && habits.days === 'booking' ? row.bookedOn : null,
    value_date: isBooked || habits.days === 'value' ? day : null,
    transaction_date: row.day,
    balance_after_transaction: null,
    reference_number: null,
    remittance_information: isNamed ? [message] : [row.counterparty.toUpperCase(), message],
    exchange_rate: toExchange(row),
    note: null,
    transaction_id: null,
  }
}

function toExchange({ original }: WorldTransaction) {
  if (!original) return null
  return {
    unit_currency: original.currency,
    exchange_rate: original.rate,
    rate_type: 'SPOT',
    contract_identification: null,
    instructed_amount: toAmount(Math.abs(original.amountMinor), original.currency),
  }
}

function referenceOf(row: WorldTransaction, { habits, isBooked, salt, at }: RowContext) {
  switch (habits.ids) {
    case 'none':
      return null
    case 'booked':
      return isBooked ? idOf(row.id, salt) : null
    case 'repeated':
      return idOf(String(at - (at % 2)), salt)
    case 'all':
      return idOf(row.id, salt)
  }
}

function idOf(text: string, salt: string): string {
  return createHash('sha256').update(`${salt}/${text}`).digest('hex').slice(0, 20)
}

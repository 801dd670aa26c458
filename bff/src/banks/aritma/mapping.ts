import type { AccountKind } from '@skrin/shared/api/accounts'
import type { LocalDate } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import type { BankAccount, BankTransaction } from '../bank.ts'
import { MappingError } from '../bankError.ts'
import { readCurrency, readMoney } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toReadableText } from './readableText.ts'
import { toTransferAbility } from './transferAbility.ts'
import type { WireAccount, WireBalance, WireOtherAccount, WireTransaction } from './wireShapes.ts'

/** Where something is in an answer, and for rows the row as it came. */
export interface RowContext {
  readonly field: string
  readonly wire: WireJson
  readonly today: LocalDate
}

export function toAccount(account: WireAccount, field: string): BankAccount {
  // The currency is optional; the balance then tells it.
  const code = account.currency ?? account.balances[0]?.balanceAmount.currency
  if (code === undefined) throw new MappingError(`${field}.currency`)
  const currency = readCurrency(`${field}.currency`, code)
  const number = account.bban?.replace(/\D/g, '') || null
  const iban = account.iban?.replace(/\s/g, '') ?? null
  const name = account.displayName ?? account.name ?? number ?? iban ?? account.id
  const balances = { balances: account.balances, currency: code, field }
  const mapped = {
    key: account.id,
    name,
    number,
    iban,
    kind: toKind(name),
    currency,
    // Named by ISO 20022, in this order: what is booked by now, then what was at the end of a day.
    balance: findBalance(balances, ['interimBooked', 'closingBooked']),
    available: findBalance(balances, ['interimAvailable', 'forwardAvailable']),
    holder: null,
    closed: ['closed', 'deleted'].includes(account.accountStatus?.toLowerCase() ?? ''),
  }
  return { ...mapped, transfer: toTransferAbility(mapped, account.accountStatus) }
}

/** No field tells the kind. What PSD2 opens are payment accounts; others are known by how their bank names them. */
function toKind(name: string): AccountKind {
  if (/lån|\bloan|kreditt(?!kort)/i.test(name)) return 'loan'
  if (/kort|\bcard|visa|mastercard/i.test(name)) return 'card'
  if (/spar|\bbsu\b|savings|rentekonto/i.test(name)) return 'savings'
  return 'current'
}

/** As signed by the bank: owed money is negative in the Berlin Group's model that this API follows. */
function findBalance(
  {
    balances,
    currency,
    field,
  }: { balances: readonly WireBalance[]; currency: string; field: string },
  types: readonly string[],
): Money | null {
  for (const type of types) {
    const at = balances.findIndex((one) => one.balanceType.toLowerCase() === type.toLowerCase())
    const amount = balances[at]?.balanceAmount
    if (!amount) continue
    const path = `${field}.balances[${at}].balanceAmount`
    if (amount.currency !== currency) throw new MappingError(`${path}.currency`)
    return readMoney(`${path}.amount`, amount.amount, currency)
  }
  return null
}

/** @throws MappingError for a row without any day */
export function toBooked(row: WireTransaction, context: RowContext): BankTransaction {
  const bookingDate = row.bookingDate ?? row.valueDate
  if (!bookingDate) throw new MappingError(`${context.field}.bookingDate`)
  return { ...toRow(row, context), bookingDate }
}

/** Provisional rows without a day stand on today. */
export function toPending(row: WireTransaction, context: RowContext): BankTransaction {
  return { ...toRow(row, context), bookingDate: row.bookingDate ?? row.valueDate ?? context.today }
}

function toRow(row: WireTransaction, { field, wire }: RowContext) {
  const { amount: digits, currency } = row.transactionAmount
  readCurrency(`${field}.transactionAmount.currency`, currency)
  const amount = readMoney(`${field}.transactionAmount.amount`, digits, currency)
  const counterparty = toCounterparty(row, amount)
  const message = toMessage(row)
  const kind = row.proprietaryBankTransactionCode ?? row.bankTransactionCode
  const parts = [counterparty?.name, message].filter((part) => part != null)
  const bankText = parts.join(' · ') || (kind ?? '')
  return {
    valueDate: row.valueDate ?? null,
    amount,
    // A message is often only `Varekjøp`: whom it was with is what a person recognises.
    text: toReadableText(counterparty?.name ?? message ?? bankText),
    bankText,
    counterparty,
    // No field for the amount in another currency is documented.
    original: null,
    kind,
    bankId: row.transactionId ?? row.entryReference,
    wire,
  }
}

/** The other side: the creditor of what goes out, the debtor of what comes in. */
function toCounterparty(row: WireTransaction, { minor }: Money): BankTransaction['counterparty'] {
  const [name, account] =
    minor < 0 ? [row.creditorName, row.creditorAccount] : [row.debtorName, row.debtorAccount]
  const number = toAccountNumber(account)
  return name === null && number === null ? null : { name, account: number }
}

function toAccountNumber(account: WireOtherAccount): string | null {
  return account?.iban ?? account?.bban ?? account?.maskedPan ?? account?.msisdn ?? null
}

/** What was written to go along, or what the bank wrote in its place; null: nothing. */
export function toMessage(row: WireTransaction): string | null {
  const lines = row.unstructuredRemittanceInformationArray.join(' ').replace(/\s+/g, ' ').trim()
  return (
    (lines || null) ??
    row.unstructuredRemittanceInformation ??
    row.additionalInformation ??
    row.structuredRemittanceInformation
  )
}

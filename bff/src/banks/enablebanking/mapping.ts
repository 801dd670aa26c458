import type { AccountKind } from '@skrin/shared/api/accounts'
import type { Currency, LocalDate } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import type { BankAccount, BankTransaction } from '../bank.ts'
import { MappingError } from '../bankError.ts'
import { readCurrency, readMoney } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toReadableText } from './readableText.ts'
import type {
  WireAccountNumber,
  WireAmount,
  WireBalance,
  WireDetails,
  WireTransaction,
} from './wireShapes.ts'

export interface AccountAnswers {
  readonly key: string
  readonly details: WireDetails
  /** null: they did not come. */
  readonly balances: readonly WireBalance[] | null
}

export function toAccount({ key, details, balances }: AccountAnswers): BankAccount {
  const currency = readCurrency('currency', details.currency)
  const iban = details.account_id?.iban?.replace(/\s/g, '') ?? null
  const number = findNumber(details) ?? toNorwegianNumber(iban)
  return {
    key,
    name: details.details ?? details.product ?? number ?? iban ?? details.name ?? key,
    number,
    iban,
    kind: toKind(details.cash_account_type),
    currency,
    // ISO 20022, in this order: booked by now, at the end of a day; some banks have only what they expect.
    balance: findBalance(balances ?? [], currency, ['ITBD', 'CLBD', 'OPBD', 'XPCD']),
    available: findBalance(balances ?? [], currency, ['ITAV', 'CLAV', 'FWAV', 'OPAV']),
    holder: details.name,
    // What is closed is no longer in a session.
    closed: false,
  }
}

/** The domestic number; a card's masked number is none. */
function findNumber({ account_id: id, all_account_ids: all }: WireDetails): string | null {
  const numbers = [id?.other, ...(all ?? [])]
  const domestic = numbers.find((one) => one?.scheme_name === 'BBAN')
  return domestic?.identification?.replace(/[\s.]/g, '') ?? null
}

/** What people know in Norway is the end of the IBAN. */
function toNorwegianNumber(iban: string | null): string | null {
  return iban?.startsWith('NO') === true ? iban.slice(4) : null
}

/** ISO 20022 ExternalCashAccountType, as far as the service passes it on. */
function toKind(type: string | null): AccountKind {
  switch (type) {
    case 'CACC':
    case 'CASH':
      return 'current'
    case 'SVGS':
      return 'savings'
    case 'CARD':
      return 'card'
    case 'LOAN':
      return 'loan'
    default:
      return 'other'
  }
}

/** Signed, other than rows. An account of several currencies tells a balance for each. */
function findBalance(
  balances: readonly WireBalance[],
  currency: Currency,
  types: readonly string[],
): Money | null {
  for (const type of types) {
    const at = balances.findIndex(
      (one) => one.balance_type === type && one.balance_amount.currency === currency,
    )
    const found = balances[at]
    if (found)
      return readMoney(
        `balances[${at}].balance_amount.amount`,
        found.balance_amount.amount,
        currency,
      )
  }
  return null
}

/** Where a row is in an answer, and the row as it came. */
export interface RowContext {
  readonly field: string
  readonly wire: WireJson
  readonly today: LocalDate
}

export type RowState = 'booked' | 'pending' | 'none'

/** @throws MappingError for a word that the reference does not have: it would decide whether money moved */
export function toState({ status }: WireTransaction, { field }: RowContext): RowState {
  switch (status) {
    case 'BOOK':
      return 'booked'
    case 'PDNG':
    case 'HOLD':
    // Without meaning in the reference: some banks have no other word for what is not booked yet.
    case 'OTHR':
      return 'pending'
    // Informed of, cancelled, rejected, or planned: no money moved, and none is held back.
    case 'INFO':
    case 'CNCL':
    case 'RJCT':
    case 'SCHD':
      return 'none'
    default:
      throw new MappingError(`${field}.status`)
  }
}

/** @throws MappingError for a booked row without any day */
export function toRow(row: WireTransaction, context: RowContext): BankTransaction {
  const { field, today, wire } = context
  const day = row.booking_date ?? row.value_date ?? row.transaction_date
  if (day === null && toState(row, context) === 'booked')
    throw new MappingError(`${field}.booking_date`)
  const isOut = readIsOut(row, field)
  const amount = toSigned(row.transaction_amount, isOut, `${field}.transaction_amount`)
  const counterparty = toCounterparty(row, isOut)
  const message = row.remittance_information?.join(' ').replace(/\s+/g, ' ').trim() || row.note
  const code = row.bank_transaction_code
  const kind = code?.description ?? code?.code ?? null
  const parts = [counterparty?.name, message].filter((part) => part != null)
  const bankText = parts.join(' · ') || (kind ?? '')
  return {
    bookingDate: day ?? today,
    valueDate: row.value_date,
    amount,
    text: toReadableText(counterparty?.name ?? message ?? bankText),
    bankText,
    counterparty,
    original: toOriginal(row, isOut, field),
    kind,
    // `transaction_id` is the service's own, for asking about the row, and changes.
    bankId: row.entry_reference ?? row.transaction_id,
    wire,
  }
}

/**
 * Amounts have no sign, `credit_debit_indicator` says it. A few banks sign them all the same, and may then leave the
 * indicator out; without either, nothing says which way the money went.
 */
function readIsOut({ credit_debit_indicator: indicator, ...row }: WireTransaction, field: string) {
  switch (indicator) {
    case 'CRDT':
      return false
    case 'DBIT':
      return true
    case null:
      if (row.transaction_amount.amount.startsWith('-')) return true
  }
  throw new MappingError(`${field}.credit_debit_indicator`)
}

function toSigned({ amount, currency }: WireAmount, isOut: boolean, field: string): Money {
  readCurrency(`${field}.currency`, currency)
  const digits = amount.replace(/^[+-]/, '')
  return readMoney(`${field}.amount`, isOut ? `-${digits}` : digits, currency)
}

/** The other side: the creditor of what goes out, the debtor of what comes in. */
function toCounterparty(row: WireTransaction, isOut: boolean): BankTransaction['counterparty'] {
  const [party, account] = isOut
    ? [row.creditor, row.creditor_account]
    : [row.debtor, row.debtor_account]
  const name = party?.name ?? null
  const number = toNumber(account)
  return name === null && number === null ? null : { name, account: number }
}

function toNumber(account: WireAccountNumber): string | null {
  return account?.iban ?? account?.other?.identification ?? null
}

/** What was paid in another currency, with the bank's rate. */
function toOriginal(
  { exchange_rate: exchange, transaction_amount: charged }: WireTransaction,
  isOut: boolean,
  field: string,
): BankTransaction['original'] {
  const instructed = exchange?.instructed_amount
  if (!exchange || !instructed || instructed.currency === charged.currency) return null
  const amount = toSigned(instructed, isOut, `${field}.exchange_rate.instructed_amount`)
  return { amount, rate: exchange.exchange_rate }
}

import type { AccountKind } from '@skrin/shared/api/accounts'
import { moneyFromMinor } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import type { BankAccount, BankTransaction } from '../bank.ts'
import type { TransferAbility } from '../bankTransfers.ts'
import { readCurrency, readMoney } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toReadableText } from './readableText.ts'
import type { WireAccount, WireArchiveRow, WireStatementRow } from './wireShapes.ts'

/** The API has no currency field: everything is in kroner. */
const NOK = readCurrency('(currency)', 'NOK')

const kinds: readonly (readonly [RegExp, AccountKind])[] = [
  [/credit ?card/i, 'card'],
  [/mortgage|loan/i, 'loan'],
  [/high ?interest|bsu|saving/i, 'savings'],
  [/standard|current/i, 'current'],
]

/** `accountType` is a description for people; it decides no sign, so an unknown one is only `other`. */
function toKind(accountType: string | null): AccountKind {
  return kinds.find(([pattern]) => pattern.test(accountType ?? ''))?.[1] ?? 'other'
}

/** `balance` is negative when money is owed, on a card too; `available` has the credit in it (Wedvich/sbanken-ynab). */
export function toAccount(account: WireAccount, field: string): BankAccount {
  const { accountId, accountNumber, accountType, name } = account
  const amountOf = (key: 'balance' | 'available'): Money | null => {
    const digits = account[key] ?? null
    return digits === null ? null : readMoney(`${field}.${key}`, digits, NOK)
  }
  return {
    key: accountId,
    name: name ?? accountType ?? accountNumber ?? accountId,
    number: accountNumber,
    iban: null,
    kind: toKind(accountType),
    currency: NOK,
    balance: amountOf('balance'),
    available: amountOf('available'),
    // Somebody else's accounts are among these, but the bank names the owner only by identity number.
    holder: null,
    closed: false,
    transfer: toTransferAbility(toKind(accountType)),
  }
}

/**
 * The bank lets one move money between all accounts that it lists, also those of others that one may use; which these are
 * cannot be told. What is no money of one's own, a credit or a loan, is not taken from.
 */
function toTransferAbility(kind: AccountKind): TransferAbility {
  const isMoney = kind === 'current' || kind === 'savings'
  return { from: isMoney, to: isMoney || kind === 'card', key: null }
}

export interface RowSource {
  /** Where the row stands in the answer, e.g. `items[3]`. */
  readonly field: string
  readonly wire: WireJson
}

/** A row of the statement or the archive. */
export function toTransaction(
  row: WireArchiveRow & Partial<WireStatementRow>,
  { field, wire }: RowSource,
): BankTransaction {
  const amount = readMoney(`${field}.amount`, row.amount, NOK)
  const bankText = row.text ?? ''
  const { text, party } = toReadableText(bankText)
  const kind = row.transactionTypeText ?? row.transactionType
  // A reservation's line is the bare merchant.
  const merchant = row.cardDetails?.merchantName ?? (row.isReservation ? row.text : null)
  return {
    bookingDate: row.accountingDate,
    valueDate: row.interestDate ?? null,
    amount,
    text: text || (kind ?? ''),
    bankText,
    counterparty: toCounterparty(row, merchant ?? namedParty(row, amount) ?? party),
    original: toOriginal(row, { field, amount }),
    kind,
    bankId: row.transactionId,
    wire: withoutOwner(wire),
  }
}

function namedParty(row: Partial<WireStatementRow>, amount: Money): string | null {
  const detail = row.transactionDetail
  return (amount.minor < 0 ? detail?.receiverName : detail?.payerName) ?? null
}

function toCounterparty(
  row: Partial<WireStatementRow>,
  name: string | null,
): BankTransaction['counterparty'] {
  const account = row.otherAccountNumber ?? null
  return name === null && account === null ? null : { name, account }
}

/** The sign of `currencyAmount` is not documented: it is taken from the amount in kroner. */
function toOriginal(
  { cardDetails }: WireArchiveRow,
  { field, amount }: { field: string; amount: Money },
): BankTransaction['original'] {
  const digits = cardDetails?.currencyAmount ?? null
  const code = cardDetails?.originalCurrencyCode ?? null
  if (digits === null || code === null || code === NOK) return null
  const at = `${field}.cardDetails`
  const currency = readCurrency(`${at}.originalCurrencyCode`, code)
  const size = Math.abs(readMoney(`${at}.currencyAmount`, digits, currency).minor)
  return {
    amount: moneyFromMinor(amount.minor < 0 ? -size : size, currency),
    rate: cardDetails?.currencyRate ?? null,
  }
}

const ownerKeys = ['ownerCustomerId', 'customerId']

/** No row is documented to hold an identity number; should one ever, it stays here. */
function withoutOwner(wire: WireJson): WireJson {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) return wire
  return Object.fromEntries(Object.entries(wire).filter(([key]) => !ownerKeys.includes(key)))
}

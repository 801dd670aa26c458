import type { AccountKind } from '@skrin/shared/api/accounts'
import type { Currency } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import { negate } from '@skrin/shared/money'
import type { BankAccount, BankTransaction } from '../bank.ts'
import { readCurrency, readMoney } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toCardBalance } from './cardBalance.ts'
import { isConfidential, toBankText, toText } from './transactionText.ts'
import { toTransferAbility } from './transferAbility.ts'
import type { WireAccount, WireTransaction } from './wireShapes.ts'

/** null: without a key nothing can be asked about it, without a currency no amount of it has a meaning. */
export function toAccount(
  wireAccount: WireAccount,
  { index, cardRule }: { index: number; cardRule: string | undefined },
): BankAccount | null {
  const { key, currencyCode, accountNumber } = wireAccount
  if (key === null || currencyCode === null) return null
  const at = `accounts[${index}]`
  const currency = readCurrency(`${at}.currencyCode`, currencyCode)
  const kind = toAccountKind(wireAccount)
  const read = (name: 'balance' | 'availableBalance' | 'creditCardCreditLimit') =>
    readOptionalMoney(`${at}.${name}`, wireAccount[name], currency)
  const balance = read('balance')
  const available = read('availableBalance')
  const limit = read('creditCardCreditLimit')
  const cardBalance = () => balance && toCardBalance({ balance, available, limit }, cardRule)
  return {
    key,
    name: wireAccount.name ?? wireAccount.description ?? accountNumber ?? key,
    number: isDomesticNumber(accountNumber) ? accountNumber : null,
    iban: wireAccount.iban?.replace(/\s/g, '') ?? null,
    kind,
    currency,
    balance: kind === 'card' ? cardBalance() : balance,
    available,
    holder: toHolder(wireAccount),
    // The bank lists open accounts only; `isBlocked` is something else.
    closed: false,
    transfer: toTransferAbility(wireAccount),
  }
}

/** Eleven digits. A card has an id that starts with K instead, which the bank's balance call refuses. */
export function isDomesticNumber(number: string | null): number is string {
  return number !== null && /^\d{11}$/.test(number)
}

export function toAccountKind(wireAccount: WireAccount): AccountKind {
  const { accountNumber, creditCardAccountID, accountProperties: properties } = wireAccount
  const words = [wireAccount.type, wireAccount.productType].map((word) => word?.toUpperCase() ?? '')
  const isAny = (pattern: RegExp) => words.some((word) => pattern.test(word))
  if (accountNumber?.startsWith('K') || creditCardAccountID !== null || isAny(/CREDIT_?CARD/))
    return 'card'
  if (properties?.isFlexiLoan || properties?.isCodebitorLoan) return 'loan'
  // A share savings account (ASK) holds money waiting for shares.
  if (properties?.isAksjesparekonto) return 'other'
  if (properties?.isSavingsAccount || isAny(/SAVING|BSU/)) return 'savings'
  return isAny(/^CURRENT|^USER$/) ? 'current' : 'other'
}

function toHolder({ owner }: WireAccount): string | null {
  if (!owner) return null
  const parts = [owner.firstName, owner.lastName].filter((part) => part !== null)
  return owner.name ?? (parts.join(' ') || null)
}

export function toTransaction(
  row: WireTransaction,
  { index, currency, wire }: { index: number; currency: Currency; wire: WireJson },
): BankTransaction {
  const at = `transactions[${index}]`
  const amount = readMoney(`${at}.amount`, row.amount, row.accountCurrency ?? currency)
  return {
    bookingDate: row.date,
    valueDate: row.interestDate ?? null,
    amount,
    text: toText(row),
    bankText: toBankText(row),
    counterparty: toCounterparty(row),
    original: toOriginal(row, { at, amount }),
    kind: row.typeText ?? row.typeCode,
    bankId: toBankId(row),
    wire: withoutPersonKeys(wire),
  }
}

/** Missing on recent transfers between own accounts, R_260 and R_914 (client of December 2025). */
function toCounterparty(row: WireTransaction): BankTransaction['counterparty'] {
  const name = row.remoteAccountName ?? row.merchant?.name ?? null
  const account = row.remoteAccountNumber
  return (name === null && account === null) || isConfidential(row) ? null : { name, account }
}

/** Whether `currencyAmount` carries a sign is not documented: money goes the same way in both currencies. */
function toOriginal(
  { currencyCode, currencyAmount }: WireTransaction,
  { at, amount }: { at: string; amount: Money },
): BankTransaction['original'] {
  if (currencyCode === null || currencyCode === amount.currency || !currencyAmount) return null
  readCurrency(`${at}.currencyCode`, currencyCode)
  const original = readMoney(`${at}.currencyAmount`, currencyAmount, currencyCode)
  const isOpposite = Math.sign(original.minor) === -Math.sign(amount.minor)
  return { amount: isOpposite ? negate(original) : original, rate: null }
}

/** `id` is another on every call; `nonUniqueId` stays, but is all zeros until the row is booked. */
function toBankId({ nonUniqueId, bookingStatus }: WireTransaction): string | null {
  return bookingStatus === 'BOOKED' && nonUniqueId !== null && /[^0]/.test(nonUniqueId)
    ? nonUniqueId
    : null
}

const personKeys = ['ssnKey', 'customerKey']

/** What stands for a person's identity number at the bank has no use here. */
export function withoutPersonKeys(wire: WireJson): WireJson {
  if (typeof wire !== 'object' || wire === null) return wire
  if (isList(wire)) return wire.map(withoutPersonKeys)
  const kept = Object.entries(wire).filter(([key]) => !personKeys.includes(key))
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutPersonKeys(value)]))
}

function isList(wire: WireJson): wire is readonly WireJson[] {
  return Array.isArray(wire)
}

function readOptionalMoney(
  field: string,
  digits: string | null | undefined,
  currency: Currency,
): Money | null {
  return digits === null || digits === undefined ? null : readMoney(field, digits, currency)
}

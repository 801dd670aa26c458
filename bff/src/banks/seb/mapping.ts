import type { AccountKind } from '@skrin/shared/api/accounts'
import type { LocalDate } from '@skrin/shared/brand'
import { moneyFromMinor } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import type { BankAccount, BankSettings, BankTransaction } from '../bank.ts'
import { MappingError } from '../bankError.ts'
import { readCurrency, readMoney } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { cleanText } from './cleanText.ts'
import { toTransferAbility } from './transferAbility.ts'
import type {
  WireAccount,
  WireBooked,
  WireOtherAccount,
  WireOwners,
  WirePending,
} from './wireShapes.ts'

export type AisVersion = 'v7' | 'v8'

export function aisVersionOf(settings: BankSettings): AisVersion {
  return settings['AIS_VERSION'] === 'v7' ? 'v7' : 'v8'
}

/**
 * null: closed and only listed for some months more, without currency (AIS v8 release notes; v7 wrote `xxx`). Nothing can
 * be said in money about it; one that Skrin knew is then closed here too, with the currency and history it had.
 */
export function toAccount(account: WireAccount, field: string): BankAccount | null {
  const status = account.status?.toLowerCase()
  if (account.currency === null || account.currency.toLowerCase() === 'xxx') {
    if (status === 'enabled') throw new MappingError(`${field}.currency`)
    return null
  }
  const number = account.bban?.replace(/\D/g, '') ?? ''
  return {
    key: account.resourceId,
    name: account.name ?? account.product ?? (number || account.resourceId),
    number: number || null,
    iban: account.iban?.replace(/\s/g, '') ?? null,
    kind: toKind(account.product ?? ''),
    currency: readCurrency(`${field}.currency`, account.currency),
    balance: toBalance(account, field, 'interimBooked'),
    available: toBalance(account, field, 'interimAvailable'),
    holder: account.ownerName,
    closed: status === 'deleted',
    transfer: toTransferAbility(account),
  }
}

function toKind(product: string): AccountKind {
  if (/spar|placering/i.test(product)) return 'savings'
  return /privat|lön|valuta|ungdom|konto$/i.test(product) ? 'current' : 'other'
}

function toBalance(account: WireAccount, field: string, type: string): Money | null {
  const isWanted = ({ balanceType }: { balanceType: string }) =>
    balanceType.toLowerCase() === type.toLowerCase()
  const at = account.balances.findIndex(isWanted)
  const balance = account.balances[at]?.balanceAmount
  if (!balance) return null
  const path = `${field}.balances[${at}].balanceAmount`
  if (balance.currency !== account.currency) throw new MappingError(`${path}.currency`)
  return readMoney(`${path}.amount`, balance.amount, balance.currency)
}

/** The person's own name first, then the others'; v7 could repeat the person's own. */
export function toHolder(owners: WireOwners): string | null {
  const names = [owners.ownerName ?? '', ...owners.additionalOwnerNames, ...owners.accountOwners]
  return [...new Set(names.map((name) => name.trim()))].filter(Boolean).join(', ') || null
}

export function toBooked(row: WireBooked, { field, wire }: RowContext): BankTransaction {
  const bookingDate = row.bookingDate ?? row.valueDate
  if (!bookingDate) throw new MappingError(`${field}.bookingDate`)
  return {
    ...toCommon(row, { field, wire }),
    bookingDate,
    amount: toMoney(row, field),
    kind: row.proprietaryBankTransactionCodeText,
  }
}

/** Rows without any day (seen by clients of an aggregator, 2024) stand on today: they are provisional anyway. */
export function toPending(
  row: WirePending,
  { field, wire, version, today }: RowContext & { version: AisVersion; today: LocalDate },
): BankTransaction {
  return {
    ...toCommon(row, { field, wire }),
    bookingDate: row.bookingDate ?? row.valueDate ?? today,
    amount: version === 'v7' ? toUnsignedOut(row, field) : toMoney(row, field),
    kind: row.pendingType,
  }
}

export interface RowContext {
  /** Where the row is in the answer. */
  readonly field: string
  /** The row as it came. */
  readonly wire: WireJson
}

/**
 * v7 sends every pending amount without sign, also of money that goes out (AIS v8 release notes, "always positive").
 * Reserved and upcoming rows go out; of any other kind the direction would be a guess.
 */
function toUnsignedOut(row: WirePending, field: string): Money {
  const type = row.pendingType?.toLowerCase() ?? 'reserved'
  if (type !== 'reserved' && type !== 'upcoming') throw new MappingError(`${field}.pendingType`)
  const { minor, currency } = toMoney(row, field)
  return moneyFromMinor(-Math.abs(minor), currency)
}

function toMoney({ transactionAmount }: WireBooked | WirePending, field: string): Money {
  const path = `${field}.transactionAmount`
  readCurrency(`${path}.currency`, transactionAmount.currency)
  return readMoney(`${path}.amount`, transactionAmount.amount, transactionAmount.currency)
}

function toCommon(row: WireBooked | WirePending, { wire }: RowContext) {
  const main = toMainText(row)
  const message = toMessage(row)
  const account = toAccountNumber(row.creditorAccount)
  return {
    valueDate: row.valueDate ?? null,
    text: cleanText(main),
    bankText: main.toLowerCase().includes(message.toLowerCase()) ? main : `${main} · ${message}`,
    counterparty:
      row.creditorName === null && account === null ? null : { name: row.creditorName, account },
    // Only the details of a single transaction tell it, at the price of one call per row.
    original: null,
    bankId: row.transactionId,
    wire,
  }
}

/** The first that says anything: main text, name of the other side (v7's upcoming rows), message, kind of row. */
function toMainText(row: WireBooked | WirePending): string {
  const kind = 'pendingType' in row ? row.pendingType : row.proprietaryBankTransactionCodeText
  return row.descriptiveText ?? row.creditorName ?? (toMessage(row) || (kind ?? ''))
}

function toMessage(row: WireBooked | WirePending): string {
  const lines = row.remittanceInformationUnstructuredArray.join(' ').trim()
  return lines || (row.remittanceInformationUnstructured ?? '')
}

function toAccountNumber(account: WireOtherAccount): string | null {
  if (account === null || account === undefined) return null
  if (typeof account === 'string') return account.trim() || null
  return account.iban ?? account.bban ?? account.bankgiroNumber ?? account.plusgiroNumber
}

import type { AccountKind } from '@skrin/shared/api/accounts'
import type { AccountId, LocalDate, TransactionId } from '@skrin/shared/brand'

/** Whose number a row may name as the other side. */
export interface TransferAccount {
  readonly id: AccountId
  readonly number: string | null
  readonly iban: string | null
  readonly identity: string | null
  readonly currency: string
  readonly kind: AccountKind
}

/** A row that may be one side of a move. */
export interface TransferRow {
  readonly id: TransactionId
  readonly account: TransferAccount
  readonly day: LocalDate
  readonly minor: number
  readonly currency: string
  readonly counterparty: string | null
  readonly isAtShop: boolean
}

/** Two observations of one account are no two accounts. */
export function isSameAccount(a: TransferAccount, b: TransferAccount): boolean {
  return (
    a.id === b.id || (a.identity !== null && a.identity === b.identity && a.currency === b.currency)
  )
}

const LEAST_DIGITS = 8

/** named: the row says that this account is the other side; other: it says that another one is; null: it does not say. */
export function saysOtherSide(
  row: TransferRow,
  account: TransferAccount,
): 'named' | 'other' | null {
  const told = toBare(row.counterparty ?? '')
  if (!/^[A-Z]{0,2}\d+$/.test(told) || told.length < LEAST_DIGITS) return null
  const isNamed = [account.number, account.iban].some(
    (known) => known !== null && isOneNumber(told, toBare(known)),
  )
  return isNamed ? 'named' : 'other'
}

function toBare(text: string): string {
  return text.replace(/[\s.-]/g, '').toUpperCase()
}

/** An IBAN ends with the domestic number, behind zeros where that is shorter (ISO 13616). */
function isOneNumber(a: string, b: string): boolean {
  if (a === b) return true
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a]
  const digits = shorter.replace(/^0+/, '')
  return /^\d+$/.test(shorter) && digits.length >= LEAST_DIGITS && longer.endsWith(digits)
}

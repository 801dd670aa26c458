import type { CsvMapping, CsvRole, FileReason } from '@skrin/shared/api/files'
import type { Currency } from '@skrin/shared/brand'
import { MoneyError, negate, parseCurrency } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { toSearchText } from '@skrin/shared/searchText'
import type { FileTransaction } from '../reading/fileContent.ts'
import { toDecimalDigits, toMoney } from '../reading/readAmount.ts'
import { toDay } from '../reading/readDate.ts'
import { toReadableText } from '../reading/readableText.ts'

export type ReadRecord =
  | { readonly ok: true; readonly transaction: FileTransaction }
  | { readonly ok: false; readonly reason: FileReason }

export interface RecordReading {
  readonly mapping: CsvMapping
  /** Where the file has no column for it. */
  readonly currency: Currency
}

/** Of a column `status`: what is only reserved. */
const unbooked = ['pending', 'reservert', 'reserverad', 'reserverat', 'ikke bokfort', 'ej bokford']

/** One line of a CSV file as the person says that its columns are to be read. */
export function readRecord(
  cells: readonly string[],
  { mapping, currency: fallback }: RecordReading,
): ReadRecord {
  const all = (role: CsvRole) =>
    cells.filter((cell, at) => mapping.roles[at] === role && cell !== '')
  const first = (role: CsvRole): string | undefined => all(role)[0]

  if (unbooked.includes(toSearchText(first('status') ?? ''))) return refuse('not_booked')
  const date = first('date')
  if (date === undefined) return refuse('field_missing')
  const bookingDate = toDay(date, mapping.dateOrder)
  if (bookingDate === null) return refuse('wrong_date')
  const currency = toCurrency(first('currency'), fallback)
  if (currency === null) return refuse('wrong_currency')
  const amount = readSigned(first, mapping, currency)
  if (typeof amount === 'string') return refuse(amount)
  const valued = first('valueDate')
  const words = all('text').map(withoutFormulaGuard)
  const name = toReadableText(withoutFormulaGuard(first('counterparty') ?? ''))
  const text = toReadableText(words.join(' '))
  return {
    ok: true,
    transaction: {
      bookingDate,
      // A bank leaves it out or writes a dash; it is no reason to lose the row.
      valueDate: valued === undefined ? null : toDay(valued, mapping.dateOrder),
      amount,
      text: text ?? name ?? '',
      bankText: toReadableText([...words, name ?? ''].join(' ')) ?? '',
      counterpartyName: name,
      counterpartyAccount: toReadableText(first('counterpartyAccount')),
      original: null,
      kind: null,
      bankId: toReadableText(withoutFormulaGuard(first('reference') ?? '')),
    },
  }
}

/** An apostrophe before what a spreadsheet would take for a formula is an exporter's, not the bank's. */
function withoutFormulaGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

function readSigned(
  first: (role: CsvRole) => string | undefined,
  { decimalSign, outIs }: CsvMapping,
  currency: Currency,
): Money | FileReason {
  const read = (cell: string): Money | null => {
    const digits = toDecimalDigits(withoutFormulaGuard(cell), decimalSign)
    return digits === null ? null : toMoney(digits, currency)
  }
  const whole = first('amount')
  if (whole !== undefined) {
    const money = read(whole)
    if (money === null) return 'wrong_amount'
    return outIs === 'positive' ? negate(money) : money
  }
  const moneyIn = first('in')
  const moneyOut = first('out')
  if (moneyIn === undefined && moneyOut === undefined) return 'field_missing'
  const plus = moneyIn === undefined ? null : read(moneyIn)
  const minus = moneyOut === undefined ? null : read(moneyOut)
  if ((moneyIn !== undefined && !plus) || (moneyOut !== undefined && !minus)) return 'wrong_amount'
  if (plus && plus.minor !== 0) return minus && minus.minor !== 0 ? 'wrong_amount' : plus
  // Some banks write what went out with a minus, though it has a column of its own.
  if (minus) return minus.minor > 0 ? negate(minus) : minus
  return plus ?? 'field_missing'
}

function toCurrency(cell: string | undefined, fallback: Currency): Currency | null {
  if (cell === undefined) return fallback
  try {
    return parseCurrency(cell.toUpperCase())
  } catch (error) {
    if (error instanceof MoneyError) return null
    throw error
  }
}

function refuse(reason: FileReason): ReadRecord {
  return { ok: false, reason }
}

/** Roles without which nothing can be read. */
export function listMissingRoles({ roles }: CsvMapping): CsvRole[] {
  const has = (role: CsvRole) => roles.includes(role)
  const missing: CsvRole[] = []
  if (!has('date')) missing.push('date')
  if (!has('amount') && !has('in') && !has('out')) missing.push('amount')
  if (!has('text') && !has('counterparty')) missing.push('text')
  return missing
}

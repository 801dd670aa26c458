import type { Currency } from './brand.ts'

/** An exact amount: integer minor units (øre, cents) of one currency. Negative is money out. */
export interface Money {
  readonly minor: number
  readonly currency: Currency
}

export class MoneyError extends Error {
  override readonly name = 'MoneyError'
}

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/
const currencyPattern = /^[A-Z]{3}$/
const minorDigits = new Map<string, number>()

/** @throws MoneyError when the text is not three capital letters */
export function parseCurrency(text: string): Currency {
  if (!currencyPattern.test(text)) throw new MoneyError('currency is not an ISO 4217 code')
  return text as Currency
}

/** Digits after the decimal point that a currency has: 2 for NOK, 0 for JPY, 3 for KWD. */
export function minorDigitsOf(currency: Currency): number {
  let digits = minorDigits.get(currency)
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency })
    digits = format.resolvedOptions().maximumFractionDigits ?? 2
    minorDigits.set(currency, digits)
  }
  return digits
}

export function moneyFromMinor(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor))
    throw new MoneyError('amount is not a whole number of minor units')
  return { minor: minor === 0 ? 0 : minor, currency }
}

/**
 * Reads an amount from the digits as the bank sent them (`"-129.00"`, `"2000.500"`, `1E+3`), never through a float.
 * @throws MoneyError when it is not a decimal number, or finer than the currency's minor unit
 */
export function moneyFromDecimal(digits: string, currency: Currency): Money {
  const match = decimalPattern.exec(digits)
  if (!match) throw new MoneyError('amount is not a decimal number')
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = minorDigitsOf(currency) + Number(exponent) - fraction.length
  const all = whole + fraction
  const kept = shift >= 0 ? all + '0'.repeat(shift) : all.slice(0, shift) || '0'
  const lost = shift >= 0 ? '' : all.slice(shift)
  if (/[1-9]/.test(lost)) throw new MoneyError('amount is finer than the minor unit')
  const minor = Number(kept)
  return moneyFromMinor(sign === '-' ? -minor : minor, currency)
}

export function negate(money: Money): Money {
  return moneyFromMinor(-money.minor, money.currency)
}

/** @throws MoneyError across currencies: such a sum means nothing */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new MoneyError('amounts are in different currencies')
  return moneyFromMinor(a.minor + b.minor, a.currency)
}

/** One sum per currency, currencies in order of first appearance. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<Currency, Money>()
  for (const amount of amounts) {
    const sum = sums.get(amount.currency)
    sums.set(amount.currency, sum ? addMoney(sum, amount) : amount)
  }
  return [...sums.values()]
}

/** The exact decimal digits, for formatting and export: `-1249.50`. */
export function toDecimal(money: Money): string {
  const digits = minorDigitsOf(money.currency)
  const all = String(Math.abs(money.minor)).padStart(digits + 1, '0')
  const sign = money.minor < 0 ? '-' : ''
  if (digits === 0) return sign + all
  return `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`
}

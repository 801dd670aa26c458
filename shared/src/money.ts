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

/** A share of an amount, such as a twelfth, rounded once: half a minor unit goes away from zero. */
export function shareOf(money: Money, { of, times = 1 }: { of: number; times?: number }): Money {
  const minor = divideRounded(BigInt(money.minor) * BigInt(times), BigInt(of))
  return moneyFromMinor(Number(minor), money.currency)
}

/** An amount and what one unit of its currency costs: decimal digits, or of the other way round where `isInverse`. */
export interface RatedMoney {
  readonly money: Money
  readonly rate: string
  readonly isInverse: boolean
}

const PRECISION = 24

/**
 * The sum in another currency. Rates are exact decimals; the sum is rounded once, half a minor unit away from zero.
 * @throws MoneyError when a rate is no decimal number above 0
 */
export function sumConverted(parts: Iterable<RatedMoney>, currency: Currency): Money {
  let sum = 0n
  for (const { money, rate, isInverse } of parts) {
    const [whole = '', fraction = ''] = rate.split('.')
    if (!/^\d+$/.test(whole) || !/^\d*$/.test(fraction) || !/[1-9]/.test(rate))
      throw new MoneyError('rate is not a decimal number above 0')
    const digits = BigInt(whole + fraction)
    const shift = PRECISION + minorDigitsOf(currency) - minorDigitsOf(money.currency)
    const minor = BigInt(money.minor)
    sum += isInverse
      ? divideRounded(minor * 10n ** BigInt(shift + fraction.length), digits)
      : minor * digits * 10n ** BigInt(shift - fraction.length)
  }
  return moneyFromMinor(Number(divideRounded(sum, 10n ** BigInt(PRECISION))), currency)
}

function divideRounded(value: bigint, by: bigint): bigint {
  const doubled = (value < 0n ? -value : value) * 2n + by
  const size = doubled / (by * 2n)
  return value < 0n ? -size : size
}

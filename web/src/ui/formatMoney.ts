import type { Money } from '@skrin/shared/money'
import { toDecimal } from '@skrin/shared/money'

/** An amount in the pieces that a page sets apart: `−` `NOK ` `1,249` `.50` ` kr`. */
export interface MoneyParts {
  sign: '' | '−' | '+'
  before: string
  whole: string
  fraction: string
  after: string
}

/** Short forms that readers of all three languages know; any other currency is written as its code. */
const knownSymbols = new Set(['kr', '€', '£', '$'])
const formats = new Map<string, Intl.NumberFormat>()

export function toMoneyParts(money: Money, locale: string, plus = false): MoneyParts {
  const parts: MoneyParts = {
    sign: toSign(money, plus),
    before: '',
    whole: '',
    fraction: '',
    after: '',
  }
  const format = getFormat(locale, money.currency)
  for (const { type, value } of format.formatToParts(toUnsignedDigits(money))) {
    if (type === 'minusSign' || type === 'plusSign') continue
    if (type === 'integer' || type === 'group') parts.whole += value
    else if (type === 'decimal' || type === 'fraction') parts.fraction += value
    else if (parts.whole === '') parts.before += value
    else parts.after += value
  }
  return parts
}

export function formatMoney(money: Money, locale: string, plus = false): string {
  const { sign, before, whole, fraction, after } = toMoneyParts(money, locale, plus)
  return sign + before + whole + fraction + after
}

function toSign({ minor }: Money, plus: boolean): MoneyParts['sign'] {
  if (minor < 0) return '−'
  return plus && minor > 0 ? '+' : ''
}

/** Intl formats a string of digits exactly; a float would lose øre on large amounts. */
function toUnsignedDigits(money: Money): `${number}` {
  const digits = toDecimal(money).replace('-', '')
  if (!isDecimal(digits)) throw new TypeError('amount is not decimal')
  return digits
}

function isDecimal(text: string): text is `${number}` {
  return /^\d+(\.\d+)?$/.test(text)
}

function getFormat(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    format = toFormat(locale, currency, 'symbol')
    const symbol = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? ''
    if (!knownSymbols.has(symbol)) format = toFormat(locale, currency, 'code')
    formats.set(key, format)
  }
  return format
}

function toFormat(locale: string, currency: string, currencyDisplay: 'symbol' | 'code') {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
}

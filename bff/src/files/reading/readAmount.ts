import type { Currency } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import { moneyFromDecimal, MoneyError } from '@skrin/shared/money'
import { FileError } from './fileError.ts'

const patterns = {
  ',': /^[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?$/,
  '.': /^[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?$/,
} as const

/**
 * The digits of an amount as people and banks write it: `1 249,50`, `1.249,50`, `−129,00 kr`, `129,00-`, `(129.00)`.
 * null: that is no number, or one with another decimal sign.
 */
export function toDecimalDigits(text: string, decimalSign: ',' | '.'): string | null {
  const plain = text
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/^(?:[A-Z]{3}|kr\.?)(?=[\s\d+-])|(?:[A-Z]{3}|kr\.?)$/i, '')
    .replace(/[\s\u00a0\u202f\u2009']/g, '')
    .replace(/^\((.+)\)$/, '-$1')
    // 100,- is a hundred kroner, 100,00- are owed.
    .replace(/,-$/, '')
    .replace(/^([^+-].*)-$/, '-$1')
  if (!patterns[decimalSign].test(plain)) return null
  const grouping = decimalSign === ',' ? /\./g : /,/g
  return plain.replace(grouping, '').replace(',', '.')
}

/** An amount of a format that says how numbers are written; some write a decimal comma all the same. @throws FileError wrong_amount */
export function readAmount(
  text: string,
  { currency, line }: { currency: Currency; line: number },
): Money {
  const digits = toDecimalDigits(text, '.') ?? toDecimalDigits(text, ',')
  const money = digits === null ? null : toMoney(digits, currency)
  if (money === null) throw new FileError('wrong_amount', { line })
  return money
}

/** null: finer than the currency's minor unit, or more than can be counted. */
export function toMoney(digits: string, currency: Currency): Money | null {
  try {
    return moneyFromDecimal(digits.replace(/^\+/, ''), currency)
  } catch (error) {
    if (error instanceof MoneyError) return null
    throw error
  }
}

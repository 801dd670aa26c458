import type { Currency } from '@skrin/shared/brand'
import { minorDigitsOf, moneyFromDecimal, toDecimal } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'

/**
 * What somebody typed as an amount: `1250`, `1 250,50`, `1250.5`. A comma is as good as a point for the decimals; three
 * digits after either are no amount, because nobody can tell whether they are thousands. null: no amount.
 */
export function toTypedMoney(typed: string, currency: Currency): Money | null {
  const match = /^(\d{1,12})(?:[.,](\d+))?$/.exec(typed.replace(/[\s\u00a0\u202f]/g, ''))
  if (!match) return null
  const [, whole = '', fraction = ''] = match
  if (fraction.length > minorDigitsOf(currency)) return null
  return moneyFromDecimal(fraction === '' ? whole : `${whole}.${fraction}`, currency)
}

/** As it stands in the field: `1250`, `1250,50`. */
export function toTypedText(money: Money, point: '.' | ','): string {
  const [whole = '', fraction = ''] = toDecimal(money).split('.')
  return /^0*$/.test(fraction) ? whole : whole + point + fraction
}

import { minorDigitsOf, moneyFromMinor, parseCurrency, toDecimal } from '@skrin/shared/money'

/** A round amount for an axis, without its minor part and currency: `−20 000`. */
export function formatWhole(minor: number, currency: string, locale: string): string {
  const digits = minorDigitsOf(parseCurrency(currency))
  const decimal = toDecimal(moneyFromMinor(minor, parseCurrency(currency)))
  const whole = digits === 0 ? decimal : decimal.slice(0, -digits - 1)
  return BigInt(whole).toLocaleString(locale).replace('-', '−')
}

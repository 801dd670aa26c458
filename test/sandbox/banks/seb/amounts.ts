import { moneyFromMinor, parseCurrency, toDecimal } from '@skrin/shared/money'

/** v8 writes three decimals whatever the currency; v7's two or three were not predictable, so two stand for it. */
export function toSebAmount(minor: number, currency: string, version: 'v7' | 'v8') {
  const digits = toDecimal(moneyFromMinor(minor, parseCurrency(currency)))
  const [whole = '0', fraction = ''] = digits.split('.')
  return { amount: `${whole}.${fraction.padEnd(version === 'v8' ? 3 : 2, '0')}`, currency }
}

import { describe, expect, it } from 'vitest'
import {
  addMoney,
  moneyFromDecimal,
  moneyFromMinor,
  MoneyError,
  negate,
  parseCurrency,
  sumByCurrency,
  toDecimal,
} from './money.ts'

const nok = parseCurrency('NOK')
const eur = parseCurrency('EUR')
const jpy = parseCurrency('JPY')

describe('moneyFromDecimal', () => {
  it.each([
    ['4.35', 435],
    ['-129.00', -12_900],
    ['0', 0],
    ['-0.00', 0],
    ['2000.500', 200_050],
    ['1E+3', 100_000],
    ['12.5e-1', 125],
    ['+7.1', 710],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('reads %s exactly', (digits, minor) => {
    expect(moneyFromDecimal(digits, nok)).toEqual({ minor, currency: 'NOK' })
  })

  it('never gives a negative zero', () => {
    expect(Object.is(moneyFromDecimal('-0.00', nok).minor, 0)).toBe(true)
  })

  it('knows currencies without a minor unit', () => {
    expect(moneyFromDecimal('1500', jpy).minor).toBe(1500)
    expect(() => moneyFromDecimal('1500.5', jpy)).toThrow(MoneyError)
  })

  it.each(['2000.505', '1,50', '', 'NaN', '0x10', '1.', '.5', '1e999', '90071992547409.92'])(
    'refuses %j instead of rounding or guessing',
    (digits) => {
      expect(() => moneyFromDecimal(digits, nok)).toThrow(MoneyError)
    },
  )
})

describe('sums', () => {
  it('keeps currencies apart', () => {
    const sums = sumByCurrency([
      moneyFromMinor(100, nok),
      moneyFromMinor(5, eur),
      moneyFromMinor(-30, nok),
    ])

    expect(sums).toEqual([
      { minor: 70, currency: 'NOK' },
      { minor: 5, currency: 'EUR' },
    ])
  })

  it('refuses to add across currencies', () => {
    expect(() => addMoney(moneyFromMinor(1, nok), moneyFromMinor(1, eur))).toThrow(MoneyError)
  })

  it('refuses a sum that no longer is exact', () => {
    const most = moneyFromMinor(Number.MAX_SAFE_INTEGER, nok)

    expect(() => addMoney(most, moneyFromMinor(1, nok))).toThrow(MoneyError)
  })
})

describe('toDecimal', () => {
  it.each([
    [moneyFromMinor(-124_950, nok), '-1249.50'],
    [moneyFromMinor(5, nok), '0.05'],
    [moneyFromMinor(1500, jpy), '1500'],
    [negate(moneyFromMinor(0, nok)), '0.00'],
  ])('writes %j', (money, digits) => {
    expect(toDecimal(money)).toBe(digits)
  })
})

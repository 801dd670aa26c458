import { describe, expect, it } from 'vitest'
import { MoneyError, moneyFromMinor, parseCurrency, shareOf, sumConverted } from './money.ts'

const nok = parseCurrency('NOK')
const eur = parseCurrency('EUR')
const jpy = parseCurrency('JPY')
const of = (minor: number, currency = eur) => moneyFromMinor(minor, currency)
const at = (rate: string, isInverse = false) => ({ rate, isInverse })

describe('converting sums', () => {
  it('rounds the sum once, half a minor unit away from zero', () => {
    const part = { money: of(1), ...at('0.5') }

    expect(sumConverted([part, part, part], nok)).toEqual(of(2, nok))
    expect(sumConverted([{ money: of(-1), ...at('0.5') }], nok)).toEqual(of(-1, nok))
  })

  it('is exact where a float is not', () => {
    const money = of(9_007_199_254_740)

    expect(sumConverted([{ money, ...at('1.1') }], nok)).toEqual(of(9_907_919_180_214, nok))
  })

  it('knows currencies without minor units, and rates told the other way round', () => {
    expect(sumConverted([{ money: of(1000, jpy), ...at('0.0675') }], nok)).toEqual(of(67_50, nok))
    expect(sumConverted([{ money: of(100_00, nok), ...at('11.5', true) }], eur)).toEqual(of(8_70))
  })

  it('refuses what is no rate', () => {
    for (const rate of ['0', '-1', 'x', ''])
      expect(() => sumConverted([{ money: of(1), ...at(rate) }], nok)).toThrow(MoneyError)
  })
})

describe('shares of an amount', () => {
  it('rounds once', () => {
    expect(shareOf(of(-100_00), { of: 12 })).toEqual(of(-8_33))
    expect(shareOf(of(149_00), { of: 1, times: 12 })).toEqual(of(1788_00))
  })
})

import { describe, expect, it } from 'vitest'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { formatMoney, toMoneyParts } from './formatMoney.ts'

const nok = (minor: number) => moneyFromMinor(minor, parseCurrency('NOK'))
const money = (minor: number, currency: string) => moneyFromMinor(minor, parseCurrency(currency))

describe('formatMoney', () => {
  it('writes as each language does, with a real minus', () => {
    expect(formatMoney(nok(-124950), 'nb-NO')).toBe('−1\u00a0249,50\u00a0kr')
    expect(formatMoney(money(-124950, 'SEK'), 'sv-SE')).toBe('−1\u00a0249,50\u00a0kr')
    expect(formatMoney(nok(-124950), 'en-GB')).toBe('−NOK\u00a01,249.50')
  })

  it('names a neighbour’s krone by its code, so that it is not taken for one’s own', () => {
    expect(formatMoney(money(100, 'SEK'), 'nb-NO')).toBe('1,00\u00a0SEK')
    expect(formatMoney(money(100, 'NOK'), 'sv-SE')).toBe('1,00\u00a0NOK')
  })

  it('writes a plus for money in only when asked', () => {
    expect(formatMoney(money(500, 'EUR'), 'en-GB', true)).toBe('+€5.00')
    expect(formatMoney(money(500, 'EUR'), 'en-GB')).toBe('€5.00')
    expect(formatMoney(money(0, 'EUR'), 'en-GB', true)).toBe('€0.00')
  })

  it('keeps every øre of an amount that a float would round', () => {
    expect(formatMoney(nok(9_007_199_254_740_991), 'nb-NO')).toBe(
      '90\u00a0071\u00a0992\u00a0547\u00a0409,91\u00a0kr',
    )
  })

  it('knows currencies without minor units', () => {
    expect(formatMoney(money(1250, 'JPY'), 'en-GB')).toBe('JPY\u00a01,250')
  })
})

it('sets the minor part apart from the whole', () => {
  expect(toMoneyParts(nok(-124950), 'nb-NO')).toEqual({
    sign: '−',
    before: '',
    whole: '1\u00a0249',
    fraction: ',50',
    after: '\u00a0kr',
  })
})

import { expect, it } from 'vitest'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { toTypedMoney, toTypedText } from './toTypedMoney.ts'

const nok = parseCurrency('NOK')
const jpy = parseCurrency('JPY')

it.each([
  ['1250', 125000],
  ['1250,5', 125050],
  ['1250.50', 125050],
  ['1 250,50', 125050],
  ['1\u202f250', 125000],
  ['0', 0],
])('reads %s as %d øre', (typed, minor) => {
  expect(toTypedMoney(typed, nok)).toEqual({ minor, currency: 'NOK' })
})

it.each(['', '-5', '1,250', '1.250', '1 250.505', '1,2,3', '5 kr', '1234567890123'])(
  'takes %j for no amount',
  (typed) => {
    expect(toTypedMoney(typed, nok)).toBeNull()
  },
)

it('knows no decimals in a currency that has none', () => {
  expect(toTypedMoney('500', jpy)?.minor).toBe(500)
  expect(toTypedMoney('500,5', jpy)).toBeNull()
})

it.each([
  [125050, ',', '1250,50'],
  [125050, '.', '1250.50'],
  [125000, ',', '1250'],
] as const)('writes %d øre with %s as %s', (minor, point, text) => {
  expect(toTypedText(moneyFromMinor(minor, nok), point)).toBe(text)
})

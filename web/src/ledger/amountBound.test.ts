import { expect, it } from 'vitest'
import { fromHundredths, toHundredths } from './amountBound.ts'

it.each([
  ['500', 50000],
  ['500,5', 50050],
  ['1 249.50', 124950],
  ['1\u00a0249,50', 124950],
  ['0', 0],
])('reads %s as people write it', (typed, hundredths) => {
  expect(toHundredths(typed)).toBe(hundredths)
})

it.each(['', 'abc', '-5', '1,234,5', '5.123', '1e3', '12345678901234'])(
  'does not take %s for an amount',
  (typed) => {
    expect(toHundredths(typed)).toBeNull()
  },
)

it('writes the same amount back, without a fraction that says nothing', () => {
  expect(fromHundredths(50000)).toBe('500')
  expect(fromHundredths(50050)).toBe('500.50')
  expect(fromHundredths(5, ',')).toBe('0,05')
})

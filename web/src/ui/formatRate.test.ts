import { expect, it } from 'vitest'
import { formatRate } from './formatRate.ts'

it.each([
  ['11.60', 'nb-NO', '11,60'],
  ['1.0250', 'sv-SE', '1,0250'],
  ['11.60', 'en-GB', '11.60'],
  ['12', 'nb-NO', '12'],
])('writes %s in %s as %s, no digit more or less', (rate, locale, text) => {
  expect(formatRate(rate, locale)).toBe(text)
})

import { expect, it } from 'vitest'
import { parseLimit } from './parseLimit.ts'

it.each([
  ['5000', 5000],
  ['5 000', 5000],
  ['5\u00a0000', 5000],
  ['0', 0],
  ['', null],
  ['  ', null],
])('reads %j as %j', (text, limit) => {
  expect(parseLimit(text)).toBe(limit)
})

it.each(['-5', 'five', '5e3', '10000000001', '5000 kr', '12,50'])('is no limit: %j', (text) => {
  expect(parseLimit(text)).toBeUndefined()
})

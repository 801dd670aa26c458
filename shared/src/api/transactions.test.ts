import * as v from 'valibot'
import { expect, it } from 'vitest'
import { transactionsQuery } from './transactions.ts'

it.each(['kaffe', 'Blåbær 1 249,50', '👩‍👧', "'; --", ''])('takes %j as a search', (q) => {
  expect(v.is(transactionsQuery, { q })).toBe(true)
})

it.each(['\u0000', 'a\u0000b', 'a\nb'])('takes no control characters: %j', (q) => {
  expect(v.is(transactionsQuery, { q })).toBe(false)
})

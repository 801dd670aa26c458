import { expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { toRatesUsed } from './toRatesUsed.ts'

const day = parseLocalDate

it('tells the first and the last rate of all figures, and every currency that lacks one', () => {
  const used = toRatesUsed([
    { rates: { first: day('2026-03-02'), last: day('2026-03-09') }, missing: [] },
    { rates: { first: day('2026-01-05'), last: day('2026-02-01') }, missing: ['SEK', 'EUR'] },
    { rates: null, missing: ['EUR'] },
  ])

  expect(used).toEqual({
    days: { first: '2026-01-05', last: '2026-03-09' },
    missing: ['EUR', 'SEK'],
  })
})

it('tells of no rates where none was needed', () => {
  expect(toRatesUsed([{ rates: null, missing: [] }])).toEqual({ days: null, missing: [] })
})

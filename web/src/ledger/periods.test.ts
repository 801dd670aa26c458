import { describe, expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { isPeriod, toDateSpan } from './periods.ts'

const inMarch = parseLocalDate('2028-03-05')

describe('a period', () => {
  it('spans its whole month, days to come included', () => {
    expect(toDateSpan('this-month', inMarch)).toEqual({ from: '2028-03-01', to: '2028-03-31' })
  })

  it('ends the month before where that month ends, also in a leap year', () => {
    expect(toDateSpan('last-month', inMarch)).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })

  it('reaches back over the turn of the year', () => {
    const inJanuary = parseLocalDate('2028-01-10')

    expect(toDateSpan('last-month', inJanuary)).toEqual({ from: '2027-12-01', to: '2027-12-31' })
    expect(toDateSpan('last-30-days', inJanuary)).toEqual({ from: '2027-12-12', to: '2028-01-10' })
    expect(toDateSpan('last-year', inJanuary)).toEqual({ from: '2027-01-01', to: '2027-12-31' })
  })

  it('counts today among its days', () => {
    expect(toDateSpan('last-90-days', inMarch)).toEqual({ from: '2027-12-07', to: '2028-03-05' })
    expect(toDateSpan('this-year', inMarch)).toEqual({ from: '2028-01-01', to: '2028-12-31' })
  })
})

it('is one of those that exist', () => {
  expect(isPeriod('this-month')).toBe(true)
  expect(isPeriod('next-month')).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { emptyFilter, isFiltering, toFilter, toQuery, toWireFilter } from './transactionFilter.ts'

const today = parseLocalDate('2026-10-14')
const everything = {
  q: 'åse',
  account: 'account-1,account-2',
  member: 'member-1',
  bank: 'testbank',
  from: '2026-01-01',
  to: '2026-06-30',
  min: '500',
  max: '1000.50',
  direction: 'out',
  status: 'booked',
}

describe('an address', () => {
  it('holds a filter and gives it back unchanged', () => {
    expect(toQuery(toFilter(everything))).toEqual(everything)
    expect(toQuery(toFilter({ period: 'last-month' }))).toEqual({ period: 'last-month' })
  })

  it('filters nothing by what makes no sense', () => {
    const odd = {
      q: null,
      account: 'not an id!,account-1',
      from: '2026-02-30',
      min: '-5',
      direction: 'up',
      status: ['pending', 'booked'],
      period: 'for-ever',
    }

    expect(toFilter(odd)).toEqual({ ...emptyFilter, accounts: ['account-1'], status: 'pending' })
  })

  it('takes a range that begins with its upper end as it was meant', () => {
    expect(toFilter({ min: '500', max: '100' })).toEqual({ ...emptyFilter, min: 10000, max: 50000 })
  })

  it('names each account once', () => {
    expect(toFilter({ account: 'account-1,account-1' }).accounts).toEqual(['account-1'])
  })

  it('has nothing in it when nothing is filtered', () => {
    expect(toQuery(emptyFilter)).toEqual({})
    expect(isFiltering(emptyFilter)).toBe(false)
    expect(isFiltering(toFilter({ q: 'kiwi' }))).toBe(true)
  })
})

describe('what the server is asked', () => {
  it('has amounts in minor units and leaves out what does not filter', () => {
    expect(toWireFilter(toFilter({ min: '500.50', q: '  kiwi ' }), today)).toEqual({
      q: 'kiwi',
      min: '50050',
    })
  })

  it('turns a moving period into the days that it means today', () => {
    const { from, to } = toWireFilter(toFilter({ period: 'last-month' }), today)

    expect([from, to]).toEqual(['2026-09-01', '2026-09-30'])
  })
})

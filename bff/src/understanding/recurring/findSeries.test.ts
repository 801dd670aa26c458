import { describe, expect, it } from 'vitest'
import type { LocalDate, TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { expectNext, findSeries } from './findSeries.ts'
import type { SeriesRow } from './findSeries.ts'

const day = (text: string) => text as LocalDate

function rows(...parts: readonly (readonly [string, number])[]): SeriesRow[] {
  return parts.map(([date, minor], at) => ({
    id: `${at}` as TransactionId,
    date: day(date),
    minor,
  }))
}

const streaming = rows(
  ['2025-10-15', 129_00],
  ['2025-11-17', 129_00],
  ['2025-12-15', 129_00],
  ['2026-01-15', 149_00],
  ['2026-02-16', 149_00],
)

describe('finding what recurs', () => {
  it('finds a subscription with the day of its price rise', () => {
    expect(findSeries(streaming)).toMatchObject([
      {
        period: 'monthly',
        varies: false,
        typical: 129_00,
        priceChange: { date: '2026-01-15', from: 129_00, to: 149_00 },
      },
    ])
  })

  it('finds a bill whose amount varies', () => {
    const power = rows(
      ['2025-11-18', 2100_00],
      ['2025-12-18', 2900_00],
      ['2026-01-19', 4100_00],
      ['2026-02-18', 3800_00],
    )

    expect(findSeries(power)).toMatchObject([
      { period: 'monthly', varies: true, priceChange: null },
    ])
  })

  it.each<[string, SeriesRow[]]>([
    ['quarterly', rows(['2025-07-06', 400_00], ['2025-10-06', 410_00], ['2026-01-06', 420_00])],
    ['yearly', rows(['2025-01-02', 395_00], ['2026-01-02', 395_00])],
    ['fortnightly', evenly(14, 5)],
    ['weekly', evenly(7, 6)],
  ])('finds a %s one', (period, some) => {
    expect(findSeries(some)).toMatchObject([{ period }])
  })

  it('takes shopping for no subscription', () => {
    const groceries = evenly(7, 12).map((row, at) => ({
      ...row,
      minor: 100_00 + ((at * 7919) % 900_00),
    }))

    expect(findSeries(groceries)).toEqual([])
    expect(
      findSeries(rows(['2026-01-03', 50_00], ['2026-01-20', 50_00], ['2026-03-15', 50_00])),
    ).toEqual([])
  })

  it('takes two visits to a shop a year apart for no yearly bill', () => {
    const visits = rows(
      ['2024-09-01', 89_00],
      ['2025-03-31', 147_00],
      ['2025-08-01', 420_00],
      ['2026-03-30', 149_00],
    )

    expect(findSeries(visits)).toEqual([])
  })

  it('tells two subscriptions at one payee apart', () => {
    const both = rows(
      ['2025-12-03', 12_00],
      ['2025-12-20', 109_00],
      ['2026-01-03', 12_00],
      ['2026-01-20', 109_00],
      ['2026-02-03', 12_00],
      ['2026-02-20', 109_00],
    )

    expect(findSeries(both).map(({ typical }) => typical)).toEqual([12_00, 109_00])
  })

  it('expects the next one on its usual day, and the month’s last where it is shorter', () => {
    const [series] = findSeries(streaming)
    const [rent] = findSeries(rows(['2025-11-30', 1], ['2025-12-31', 1], ['2026-01-31', 1]))

    expect(series && expectNext(series, day('2026-03-01'))).toEqual({
      next: '2026-03-15',
      state: 'active',
    })
    expect(rent && expectNext(rent, day('2026-02-10')).next).toBe('2026-02-28')
  })

  it('says when one is late, and when it has ended', () => {
    const [series] = findSeries(streaming)

    expect(series && expectNext(series, day('2026-03-20')).state).toBe('late')
    expect(series && expectNext(series, day('2026-04-30'))).toEqual({ next: null, state: 'ended' })
  })
})

function evenly(days: number, count: number): SeriesRow[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `${at}` as TransactionId,
    date: addDays(day('2026-01-01'), at * days),
    minor: 200_00,
  }))
}

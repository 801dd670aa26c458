import { describe, expect, it } from 'vitest'
import {
  addDays,
  daysBetween,
  localDateIn,
  parseLocalDate,
  toInstant,
  toLocalDate,
} from './dates.ts'

describe('localDateIn', () => {
  it('reads Oslo midnight as that day, not the day before', () => {
    // 1774393200000 is 2026-03-24T23:00:00Z: midnight in Oslo on the 25th.
    expect(localDateIn('Europe/Oslo', 1_774_393_200_000)).toBe('2026-03-25')
  })

  it('follows summer time', () => {
    expect(localDateIn('Europe/Oslo', Date.parse('2026-07-01T22:30:00Z'))).toBe('2026-07-02')
    expect(localDateIn('Europe/Oslo', Date.parse('2026-01-01T22:30:00Z'))).toBe('2026-01-01')
  })
})

describe('local dates', () => {
  it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '2026-01-01T00:00:00'])(
    'refuses %j',
    (text) => {
      expect(toLocalDate(text)).toBeNull()
      expect(() => parseLocalDate(text)).toThrow(RangeError)
    },
  )

  it('counts across months, years and the change to summer time', () => {
    expect(addDays(parseLocalDate('2025-12-31'), 1)).toBe('2026-01-01')
    expect(addDays(parseLocalDate('2026-03-28'), 2)).toBe('2026-03-30')
    expect(addDays(parseLocalDate('2024-02-29'), -1)).toBe('2024-02-28')
    expect(daysBetween(parseLocalDate('2024-12-31'), parseLocalDate('2025-12-31'))).toBe(365)
  })
})

describe('toInstant', () => {
  it('writes UTC with milliseconds', () => {
    expect(toInstant(0)).toBe('1970-01-01T00:00:00.000Z')
  })

  it('refuses moments that would need more than four digits for the year', () => {
    expect(() => toInstant(8.64e15)).toThrow(RangeError)
  })
})

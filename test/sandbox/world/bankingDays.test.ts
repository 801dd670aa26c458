import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { isBankingDay, nextBankingDay, toBankingDay } from './bankingDays.ts'

const day = parseLocalDate

describe('isBankingDay', () => {
  it.each([
    ['2026-11-20', true, true],
    ['2026-11-21', false, false],
    ['2026-11-22', false, false],
    ['2026-01-01', false, false],
    ['2026-01-06', true, false],
    ['2026-04-02', false, true],
    ['2026-04-03', false, false],
    ['2026-04-06', false, false],
    ['2026-05-01', false, false],
    ['2026-05-14', false, false],
    ['2026-05-25', false, true],
    ['2027-05-17', false, true],
    ['2025-06-06', true, false],
    ['2026-06-19', true, false],
    ['2026-12-24', true, false],
    ['2026-12-25', false, false],
    ['2026-12-31', true, false],
  ])('%s: Norway %s, Sweden %s', (date, inNorway, inSweden) => {
    expect(isBankingDay(day(date), 'NO')).toBe(inNorway)
    expect(isBankingDay(day(date), 'SE')).toBe(inSweden)
  })

  // The earliest and the latest possible, and the years around this one.
  it.each([
    '1818-03-22',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2028-04-16',
    '2038-04-25',
  ])('knows Easter Sunday of %s by the Monday after it', (sunday) => {
    const monday = addDays(day(sunday), 1)

    expect(isBankingDay(monday, 'NO')).toBe(false)
    expect(isBankingDay(monday, 'SE')).toBe(false)
    expect(nextBankingDay(day(sunday), 'NO') > monday).toBe(true)
  })
})

describe('toBankingDay', () => {
  it('keeps an open day and moves a closed one past all closed days', () => {
    expect(toBankingDay(day('2026-11-20'), 'NO')).toBe('2026-11-20')
    expect(toBankingDay(day('2026-11-21'), 'NO')).toBe('2026-11-23')
    expect(toBankingDay(day('2026-04-02'), 'NO')).toBe('2026-04-07')
  })
})

describe('nextBankingDay', () => {
  it('is never the day itself', () => {
    expect(nextBankingDay(day('2026-11-20'), 'NO')).toBe('2026-11-23')
    expect(nextBankingDay(day('2026-12-23'), 'SE')).toBe('2026-12-28')
  })
})

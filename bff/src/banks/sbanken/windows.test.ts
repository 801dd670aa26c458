import { daysBetween, parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { toNewestWindows, toWindows } from './windows.ts'

const day = parseLocalDate
const today = day('2026-03-10')

describe('the windows of the statement', () => {
  it('leaves the end of the newest open', () => {
    expect(toNewestWindows(day('2026-01-01'), today)).toEqual([{ from: '2026-01-01', to: null }])
  })

  it('goes on day by day, without gap or overlap', () => {
    expect(toNewestWindows(day('2024-03-10'), today)).toEqual([
      { from: '2025-03-11', to: null },
      { from: '2024-03-11', to: '2025-03-10' },
      { from: '2024-03-10', to: '2024-03-10' },
    ])
  })

  it('never spans more than 366 days and never ends today', () => {
    for (const { from, to } of toNewestWindows(day('2000-01-01'), today)) {
      expect(daysBetween(from, to ?? today)).toBeLessThan(366)
      expect(to).not.toBe(today)
    }
  })
})

it('has no window for a start after the end', () => {
  expect(toWindows(day('2026-03-11'), today)).toEqual([])
})

import { expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { toMonthSpan, toSpan } from './insightPeriods.ts'

const today = parseLocalDate('2026-02-14')

it.each([
  ['last12', '2025-03-01', '2026-02-14'],
  ['last3', '2025-12-01', '2026-02-14'],
  ['thisYear', '2026-01-01', '2026-02-14'],
  ['lastYear', '2025-01-01', '2025-12-31'],
  ['thisMonth', '2026-02-01', '2026-02-14'],
  ['lastMonth', '2026-01-01', '2026-01-31'],
] as const)('reads %s as %s to %s', (period, from, to) => {
  expect(toSpan(period, today)).toEqual({ from, to })
})

it('cuts a month to what of it belongs to the period', () => {
  const span = { from: parseLocalDate('2025-03-10'), to: today }

  expect(toMonthSpan('2025-03', span)).toEqual({ from: '2025-03-10', to: '2025-03-31' })
  expect(toMonthSpan('2026-02', span)).toEqual({ from: '2026-02-01', to: '2026-02-14' })
  expect(toMonthSpan('2025-12', span)).toEqual({ from: '2025-12-01', to: '2025-12-31' })
})

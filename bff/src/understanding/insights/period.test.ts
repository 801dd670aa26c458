import { parseLocalDate } from '@skrin/shared/dates'
import { expect, it } from 'vitest'
import { toPeriodBefore } from './period.ts'

it.each<[string, [string, string], [string, string]]>([
  [
    'a month so far with the same days of the one before',
    ['2026-11-01', '2026-11-21'],
    ['2026-10-01', '2026-10-21'],
  ],
  [
    'a whole month with the whole one before',
    ['2026-03-01', '2026-03-31'],
    ['2026-02-01', '2026-02-28'],
  ],
  [
    'a short whole month with a whole longer one',
    ['2026-02-01', '2026-02-28'],
    ['2026-01-01', '2026-01-31'],
  ],
  [
    'days that the month before does not have with its end',
    ['2026-03-01', '2026-03-30'],
    ['2026-02-01', '2026-02-28'],
  ],
  [
    'a year so far with the same days of the last',
    ['2025-12-01', '2026-11-21'],
    ['2024-12-01', '2025-11-21'],
  ],
  [
    'days from within a month with as many before',
    ['2026-08-24', '2026-11-21'],
    ['2026-05-26', '2026-08-23'],
  ],
])('compares %s', (_what, [from, to], [beforeFrom, beforeTo]) => {
  const before = toPeriodBefore({ from: parseLocalDate(from), to: parseLocalDate(to) })

  expect(before).toEqual({ from: beforeFrom, to: beforeTo })
})

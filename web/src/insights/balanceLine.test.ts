import { expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { toBalancePaths, toNearest, toShare } from './balanceLine.ts'
import type { BalancePoint } from './balanceLine.ts'

const at = (date: string, minor: number, whole = true): BalancePoint => ({
  date: parseLocalDate(date),
  minor,
  whole,
})
const points = [at('2026-01-01', 0, false), at('2026-01-03', 100), at('2026-01-11', 50)]
const plot = { left: 0, right: 100, top: 0, bottom: 100 }

it('puts days where they lie in time, not one step after the other', () => {
  expect(points.map(({ date }) => toShare(date, points))).toEqual([0, 0.2, 1])
})

it('draws levels with steps between them, dashed until every account is known', () => {
  expect(toBalancePaths(points, { low: 0, high: 100 }, plot)).toEqual({
    part: 'M0 100H20V0',
    whole: 'M20 0H100V50',
    area: 'M0 100H20V0H100V50V100H0Z',
  })
})

it('draws no line through one point', () => {
  expect(toBalancePaths(points.slice(0, 1), { low: 0, high: 100 }, plot).area).toBe('')
})

it('tells of the balance that holds under the pointer', () => {
  expect([0, 0.1, 0.2, 0.9, 1].map((share) => toNearest(share, points))).toEqual([0, 0, 1, 1, 2])
})

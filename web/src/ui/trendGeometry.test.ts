import { expect, it } from 'vitest'
import { toStepPath, toTrendRange, toX, toY } from './trendGeometry.ts'

const box = { width: 100, height: 28, inset: 2 }

it('puts the highest balance at the top and the lowest at the bottom', () => {
  const range = toTrendRange([-500, 1000, 250])

  expect(toY(1000, range, box)).toBe(2)
  expect(toY(-500, range, box)).toBe(26)
  expect(toY(250, range, box)).toBe(14)
})

it('draws a balance that never moved in the middle', () => {
  expect(toY(700, toTrendRange([700, 700]), box)).toBe(14)
})

it('gives each day the same width', () => {
  expect([0, 1, 4].map((index) => toX(index, 4, box))).toEqual([0, 25, 100])
})

it('steps from balance to balance, for money does not glide', () => {
  const values = [0, 100]

  expect(toStepPath(values, toTrendRange(values), box)).toBe('M0 26H50V2H100')
})

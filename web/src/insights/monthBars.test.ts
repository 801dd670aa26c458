import { expect, it } from 'vitest'
import { toMonthBars } from './monthBars.ts'
import { toPlot } from './plot.ts'

const plot = { left: 0, right: 200, top: 0, bottom: 100 }

it('stands both bars on one ground, money out upwards too', () => {
  const [first] = toMonthBars([{ in: 100, out: -50 }], { low: 0, high: 200 }, plot)

  expect(first?.in).toMatchObject({ y: 50, height: 50 })
  expect(first?.out).toMatchObject({ y: 75, height: 25 })
})

it('gives each month as much room, and no bar more than it needs', () => {
  const months = toMonthBars(
    [
      { in: 0, out: 0 },
      { in: 1, out: -1 },
    ],
    { low: 0, high: 1 },
    plot,
  )

  expect(months.map(({ x, width }) => [x, width])).toEqual([
    [0, 100],
    [100, 100],
  ])
  expect(months[1]?.in.width).toBe(28)
})

it('leaves room for amounts at the right and days below', () => {
  expect(toPlot(600, 200)).toEqual({ left: 0, right: 520, top: 8, bottom: 176 })
})

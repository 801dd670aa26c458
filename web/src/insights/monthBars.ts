import { round, toPlotX, toPlotY } from './plot.ts'
import type { Plot, Range } from './plot.ts'

export interface MonthFlow {
  /** Minor units; `out` is negative. */
  readonly in: number
  readonly out: number
}

interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface MonthBars {
  /** The whole month, for the pointer. */
  readonly x: number
  readonly width: number
  readonly in: Bar
  readonly out: Bar
}

const WIDEST_PX = 28
const GAP_PX = 2

/** Two bars a month, side by side on one ground: what came in and, upwards too, what went out. */
export function toMonthBars(months: readonly MonthFlow[], range: Range, plot: Plot): MonthBars[] {
  const monthPx = (plot.right - plot.left) / months.length
  const barPx = Math.min(WIDEST_PX, Math.max(1, (monthPx * 0.64 - GAP_PX) / 2))
  return months.map((month, index) => {
    const x = toPlotX(index / months.length, plot)
    const middle = x + monthPx / 2
    return {
      x,
      width: round(monthPx),
      in: toBar(month.in, middle - GAP_PX / 2 - barPx),
      out: toBar(-month.out, middle + GAP_PX / 2),
    }
  })

  function toBar(value: number, x: number): Bar {
    const y = toPlotY(value, range, plot)
    const ground = toPlotY(0, range, plot)
    return { x: round(x), y, width: round(barPx), height: round(Math.max(ground - y, 0)) }
  }
}

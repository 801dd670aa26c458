import type { LocalDate } from '@skrin/shared/brand'
import { daysBetween } from '@skrin/shared/dates'
import { toPlotX, toPlotY } from './plot.ts'
import type { Plot, Range } from './plot.ts'

export interface BalancePoint {
  readonly date: LocalDate
  /** Minor units. */
  readonly minor: number
  /** Every account is in it. */
  readonly whole: boolean
}

/** How far into the days from the first point to the last one a day lies, 0 to 1. */
export function toShare(date: LocalDate, points: readonly BalancePoint[]): number {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || first.date === last.date) return 0
  return daysBetween(first.date, date) / daysBetween(first.date, last.date)
}

/**
 * Level lines with steps between them: a balance holds until the next one that is known. `part`: before every account
 * is known; `whole`: from then on.
 */
export function toBalancePaths(
  points: readonly BalancePoint[],
  range: Range,
  plot: Plot,
): { part: string; whole: string; area: string } {
  const whole = points.findIndex((point) => point.whole)
  const turn = whole < 0 ? points.length : whole
  const all = toSteps(points)
  const ground = toPlotY(0, range, plot)
  const area = points.length > 1 ? `${all}V${ground}H${plot.left}Z` : ''
  return { part: toSteps(points.slice(0, turn + 1)), whole: toSteps(points.slice(turn)), area }

  function toSteps(some: readonly BalancePoint[]): string {
    if (some.length < 2) return ''
    return some
      .map(({ date, minor }, index) => {
        const [x, y] = [toPlotX(toShare(date, points), plot), toPlotY(minor, range, plot)]
        return index === 0 ? `M${x} ${y}` : `H${x}V${y}`
      })
      .join('')
  }
}

/** The point that holds at a place along the line. */
export function toNearest(share: number, points: readonly BalancePoint[]): number {
  const next = points.findIndex(({ date }) => toShare(date, points) > share)
  return next < 0 ? points.length - 1 : Math.max(next - 1, 0)
}

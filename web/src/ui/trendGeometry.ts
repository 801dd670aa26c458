export interface TrendBox {
  readonly width: number
  readonly height: number
  /** Room for the line's own thickness, above and below. */
  readonly inset: number
}

export interface TrendRange {
  readonly low: number
  readonly high: number
}

export function toTrendRange(values: readonly number[]): TrendRange {
  return { low: Math.min(...values), high: Math.max(...values) }
}

/** Where a value lies from the top. Values that are all the same lie in the middle. */
export function toY(value: number, { low, high }: TrendRange, { height, inset }: TrendBox): number {
  const share = high === low ? 0.5 : (value - low) / (high - low)
  return round(inset + (1 - share) * (height - 2 * inset))
}

/** Where the day at `index` begins: a balance holds for its whole day, so each day is as wide as the others. */
export function toX(index: number, count: number, { width }: TrendBox): number {
  return round((index / count) * width)
}

/** A line of level days with steps between them: money does not glide from one balance to the next. */
export function toStepPath(values: readonly number[], range: TrendRange, box: TrendBox): string {
  return values
    .map((value, index) => {
      const y = toY(value, range, box)
      const start = index === 0 ? `M${toX(0, values.length, box)} ${y}` : `V${y}`
      return `${start}H${toX(index + 1, values.length, box)}`
    })
    .join('')
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

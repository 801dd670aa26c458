/** Round steps for an axis, in minor units: 1, 2 or 5 times a power of ten, at least one whole unit. */
export function toTicks(low: number, high: number, wanted = 4): number[] {
  const step = toStep((high - low) / wanted)
  const first = Math.floor(low / step)
  const last = Math.ceil(high / step)
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

const SMALLEST_STEP = 100

function toStep(rough: number): number {
  if (rough <= SMALLEST_STEP) return SMALLEST_STEP
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10
  return factor * power
}

/** The range of the axis: nought is on it when the balance comes near, so that a small change looks small. */
export function toAxisRange(values: readonly number[]): { low: number; high: number } {
  const low = Math.min(...values)
  const high = Math.max(...values)
  if (low >= 0 && low < high / 2) return { low: 0, high }
  if (high <= 0 && high > low / 2) return { low, high: 0 }
  return { low, high }
}

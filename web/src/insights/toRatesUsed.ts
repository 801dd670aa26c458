import type { LocalDate } from '@skrin/shared/brand'

interface Converted {
  readonly rates: { readonly first: LocalDate; readonly last: LocalDate } | null
  readonly missing: readonly string[]
}

export interface RatesUsed {
  /** The first and the last day of all rates in it; null: none was needed. */
  readonly days: { readonly first: LocalDate; readonly last: LocalDate } | null
  /** Currencies that had no rate for some of it. */
  readonly missing: readonly string[]
}

/** Which rates several figures rest on, taken together. */
export function toRatesUsed(figures: readonly Converted[]): RatesUsed {
  const days = figures.flatMap(({ rates }) => (rates ? [rates.first, rates.last] : [])).sort()
  const [first, last] = [days[0], days.at(-1)]
  return {
    days: first && last ? { first, last } : null,
    missing: [...new Set(figures.flatMap(({ missing }) => missing))].sort(),
  }
}

import * as v from 'valibot'
import { localDate } from './primitives.ts'

export const currencyCode = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))
/** Decimal digits with a point, greater than 0: `11.4235`. */
export const rateDigits = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}(\.\d{1,12})?$/),
  v.check((digits) => /[1-9]/.test(digits), 'not above 0'),
)

/** One unit of `base` costs `rate` of `quote` on that day: EUR, NOK, `11.4235`. */
export const rate = v.object({
  base: currencyCode,
  quote: currencyCode,
  date: localDate,
  rate: rateDigits,
  /** `person`, or what the file said of itself; the interface shows it as it is. */
  source: v.string(),
})
export type Rate = v.InferOutput<typeof rate>

/** GET /api/rates: all that are known, the newest first. */
export const ratesQuery = v.strictObject({
  base: v.optional(currencyCode),
  quote: v.optional(currencyCode),
})
export const ratesAnswer = v.object({ rates: v.array(rate) })
export type RatesAnswer = v.InferOutput<typeof ratesAnswer>

/** PUT /api/rates, adults: one rate; replaces that of the same day. Answers with it. */
export const rateRequest = v.pipe(
  v.strictObject({ base: currencyCode, quote: currencyCode, date: localDate, rate: rateDigits }),
  v.check(({ base, quote }) => base !== quote, 'one currency'),
)
export type RateRequest = v.InferInput<typeof rateRequest>

/** DELETE /api/rates?base=EUR&quote=NOK&date=2026-03-25 (204). */
export const rateRemovalQuery = v.strictObject({
  base: currencyCode,
  quote: currencyCode,
  date: localDate,
})

/**
 * POST /api/rates/import, adults: a CSV file's text with a heading line, up to 90,000 characters. Columns by their names: `date`, `base`, `quote`,
 * `rate`, or as the banks of Norway publish theirs (`TIME_PERIOD`, `BASE_CUR`, `QUOTE_CUR`, `OBS_VALUE`, `UNIT_MULT`).
 * All of it is taken, or nothing: `file_unreadable` with the line, from 1.
 */
export const ratesImportRequest = v.strictObject({
  csv: v.pipe(v.string(), v.minLength(1), v.maxLength(90_000)),
})
export type RatesImportRequest = v.InferInput<typeof ratesImportRequest>
export const ratesImportAnswer = v.object({ taken: v.number() })
export type RatesImportAnswer = v.InferOutput<typeof ratesImportAnswer>

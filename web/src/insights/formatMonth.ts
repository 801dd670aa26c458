const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-03` as a reader has it. long: `March 2026`. short: `Mar`, and in January with its year. */
export function formatMonth(month: string, format: 'long' | 'short', locale: string): string {
  const isYearTold = format === 'long' || month.endsWith('-01')
  const key = `${locale} ${format} ${isYearTold}`
  let known = formats.get(key)
  if (!known) {
    known = new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      month: format,
      ...(isYearTold && { year: 'numeric' }),
    })
    formats.set(key, known)
  }
  return known.format(Date.parse(`${month}-15T12:00:00Z`))
}

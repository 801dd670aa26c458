/** A rate's digits as they were told, with the locale's decimal sign: `11,60`. */
export function formatRate(rate: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5)
  return rate.replace('.', parts.find(({ type }) => type === 'decimal')?.value ?? '.')
}

/**
 * A bound for amounts of any currency, in hundredths: `500` is over 500 kr and over €500 alike. Typed with a
 * comma or a point, with or without grouping; null for what is no amount.
 */
export function toHundredths(typed: string): number | null {
  const match = /^(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(typed.replace(/[\s\u00a0\u202f]/g, ''))
  if (!match) return null
  const [, whole = '', fraction = ''] = match
  return Number(whole + fraction.padEnd(2, '0'))
}

/** As it stands in an address and in the field: `500`, `500.50`. */
export function fromHundredths(hundredths: number, point: '.' | ',' = '.'): string {
  const digits = String(hundredths).padStart(3, '0')
  const fraction = digits.slice(-2)
  return digits.slice(0, -2) + (fraction === '00' ? '' : point + fraction)
}

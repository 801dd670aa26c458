/** An amount as typed, in hundredths; `max` is more than `min` where no decimals were given: 500 is 500.00 to 500.99. */
export interface TypedAmount {
  readonly min: number
  readonly max: number
}

/** Groups of three apart by a space, a point, a comma or an apostrophe, and up to two decimals after a point or comma. */
const amountPattern =
  /^(?:(?:kr|nok|sek|dkk|eur|usd|gbp|[€$£])\.?\s*)?(\d{1,3}(?:[\s.,'’]\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?\s*(?:kr|nok|sek|dkk|eur|usd|gbp|[€$£])?\.?(?::-|,-)?$/i

/**
 * `1 249,50`, `1249.5`, `1.249,50`, `kr 500`, `500:-`. Three digits after a single point or comma are a group, as people write
 * whole thousands; null for anything else.
 */
export function toTypedAmount(text: string): TypedAmount | null {
  const match = amountPattern.exec(text.trim())
  if (!match) return null
  const [, whole = '', decimals] = match
  const units = Number(whole.replace(/\D/g, '')) * 100
  if (!Number.isSafeInteger(units)) return null
  if (decimals === undefined) return { min: units, max: units + 99 }
  const exact = units + Number(decimals.padEnd(2, '0'))
  return { min: exact, max: exact }
}

/** `500-1000`, `500–1 000`, `500..1000`; turned round where the second is the smaller. */
export function toTypedRange(text: string): TypedAmount | null {
  const [first, second, ...others] = text.split(/\s*(?:\.\.+|[-–—])\s*/)
  if (first === undefined || second === undefined || others.length > 0) return null
  const low = toTypedAmount(first)
  const high = toTypedAmount(second)
  if (!low || !high) return null
  return { min: Math.min(low.min, high.min), max: Math.max(low.min, high.min) }
}

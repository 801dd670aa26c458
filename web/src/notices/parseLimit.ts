const LARGEST = 1_000_000_000

/** `5000`, `5 000` as 5000; null: left empty; undefined: no whole amount, or one that could be read in two ways. */
export function parseLimit(text: string): number | null | undefined {
  const digits = text.replace(/\s/gu, '')
  if (digits === '') return null
  if (!/^\d{1,10}$/.test(digits)) return undefined
  const limit = Number(digits)
  return limit <= LARGEST ? limit : undefined
}

const MOST_LETTERS = 500

/** White space single, no longer than a bank's text ever is; null where nothing is left. */
export function toReadableText(text: string | null | undefined): string | null {
  const clean = (text ?? '').replace(/\s+/g, ' ').trim().slice(0, MOST_LETTERS).toWellFormed()
  return clean === '' ? null : clean
}

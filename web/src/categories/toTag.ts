/** A tag as it is kept: one line, without the commas that part tags from each other. */
export function toTag(text: string): string {
  return text
    .replace(/[\s,]+/g, ' ')
    .trim()
    .slice(0, 30)
    .trim()
}

/** An amount, a day or a code: digits and letters of our own, in no need of a guard. */
export interface PlainCell {
  readonly plain: string
}

export function plain(text: string | null): PlainCell {
  return { plain: text ?? '' }
}

/**
 * One line of RFC 4180. What others wrote and a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
 * Injection); `readRecord` takes it away again.
 */
export function toCsvLine(cells: readonly (string | null | PlainCell)[]): string {
  return `${cells.map(toCell).join(',')}\r\n`
}

function toCell(cell: string | null | PlainCell): string {
  if (cell === null) return ''
  const text = typeof cell === 'string' ? guard(cell) : cell.plain
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** With white space before it a formula is still one to some programs. */
function guard(text: string): string {
  return /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text
}

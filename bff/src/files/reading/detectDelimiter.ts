const candidates = [';', '\t', ',', '|'] as const
const MOST_LINES = 40

/** What separates the cells of a CSV file, from its first lines; null: nothing does. */
export function detectDelimiter(head: string): string | null {
  // Excel's own way to say it.
  const [, told] = /^sep=(.)\r?\n/i.exec(head) ?? []
  if (told !== undefined) return told
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '')
  const scored = candidates.map((delimiter) => {
    const counts = lines.slice(0, MOST_LINES).map((line) => countOutsideQuotes(line, delimiter))
    return { delimiter, score: agreement(counts) }
  })
  // The first of equals: a comma is also a decimal sign.
  const [best] = scored.sort((a, b) => b.score - a.score)
  return best && best.score > 0 ? best.delimiter : null
}

/** How many lines have the same number of delimiters, of those that have any. */
function agreement(counts: readonly number[]): number {
  const lines = Map.groupBy(
    counts.filter((count) => count > 0),
    (count) => count,
  )
  return Math.max(0, ...[...lines.values()].map((same) => same.length))
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0
  let isQuoted = false
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted
    else if (letter === delimiter && !isQuoted) count++
  }
  return count
}

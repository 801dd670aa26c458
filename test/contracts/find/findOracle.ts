import type { LocalDate } from '@skrin/shared/brand'
import { toSearchText } from '@skrin/shared/searchText'

/** A row as the test made it: plain data, and nothing of the program's own code but how letters are folded. */
export interface OracleRow {
  readonly id: string
  readonly account: string
  readonly day: LocalDate
  readonly pending: boolean
  /** In hundredths, of one currency. */
  readonly minor: number
  readonly text: string
  readonly note: string | null
  readonly tags: readonly string[]
  readonly category: string | null
  readonly state: 'shown' | 'withdrawn' | 'deleted'
}

/** One piece of a search: what is typed, and what it means, said once more. */
export interface OraclePiece {
  readonly typed: string
  holds(row: OracleRow): boolean
}

/** The words of a text as a person sees them. */
function wordsOf(text: string): string[] {
  return toSearchText(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

function toWords(row: OracleRow): string[] {
  return wordsOf([row.text, row.note ?? '', ...row.tags].join(' | '))
}

export function word(typed: string): OraclePiece {
  const [wanted = ''] = wordsOf(typed)
  return { typed, holds: (row) => toWords(row).some((one) => one.startsWith(wanted)) }
}

export function phrase(typed: string): OraclePiece {
  const wanted = wordsOf(typed)
  const stands = (text: string) => {
    const words = wordsOf(text)
    return words.some((_, at) => wanted.every((one, step) => words[at + step] === one))
  }
  return { typed: `"${typed}"`, holds: (row) => stands(row.text) }
}

export function amount(typed: string, minor: number): OraclePiece {
  return { typed, holds: (row) => Math.abs(row.minor) === minor }
}

export function over(units: number): OraclePiece {
  return { typed: `amount>${units}`, holds: (row) => Math.abs(row.minor) > units * 100 }
}

export function month(typed: string): OraclePiece {
  return { typed, holds: ({ day }) => day.startsWith(typed) }
}

export function category(code: string): OraclePiece {
  return { typed: `category:${code}`, holds: (row) => (row.category ?? 'none') === code }
}

export function tag(name: string): OraclePiece {
  const wanted = toSearchText(name)
  return {
    typed: `#${name}`,
    holds: ({ tags }) => tags.some((one) => toSearchText(one) === wanted),
  }
}

export function note(typed: string): OraclePiece {
  const [wanted = ''] = wordsOf(typed)
  return {
    typed: `note:${typed}`,
    holds: (row) => wordsOf(row.note ?? '').some((one) => one.startsWith(wanted)),
  }
}

export const facts: readonly OraclePiece[] = [
  { typed: 'is:pending', holds: ({ pending }) => pending },
  { typed: 'er:bokført', holds: ({ pending }) => !pending },
  { typed: 'är:in', holds: ({ minor }) => minor > 0 },
  { typed: 'is:out', holds: ({ minor }) => minor < 0 },
  { typed: 'has:note', holds: ({ note: text }) => text !== null },
  { typed: 'har:kategori', holds: ({ category: code }) => code !== null },
]

export function not({ typed, holds }: OraclePiece): OraclePiece {
  return { typed: `-${typed}`, holds: (row) => !holds(row) }
}

/** What a search finds, by going through everything. */
export function filterRows(
  rows: readonly OracleRow[],
  pieces: readonly OraclePiece[],
  state: OracleRow['state'] = 'shown',
): OracleRow[] {
  return rows.filter((row) => row.state === state && pieces.every((piece) => piece.holds(row)))
}

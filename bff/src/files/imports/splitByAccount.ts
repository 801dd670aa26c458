import type { CsvMapping } from '@skrin/shared/api/files'
import type { StatementHead } from '../reading/fileContent.ts'
import type { ImportLine } from './storedImport.ts'

/** More different values are no accounts. */
const MOST_ACCOUNTS = 50

/** The lines of a CSV file by the account that a column of it names; one statement where there is no such column. */
export function splitByAccount(
  lines: readonly ImportLine[],
  mapping: CsvMapping | null,
): { lines: ImportLine[]; statements: readonly StatementHead[] } {
  const column = mapping?.roles.indexOf('account') ?? -1
  const heading = mapping?.headingLine ?? 0
  const nameOf = ({ line, cells }: ImportLine) => (line <= heading ? '' : (cells?.[column] ?? ''))
  const names = [...new Set(lines.map(nameOf))].filter((name) => name !== '')
  if (column < 0 || names.length === 0 || names.length > MOST_ACCOUNTS) {
    const only = { number: null, currency: null }
    return { lines: lines.map((line) => ({ ...line, statement: 0 })), statements: [only] }
  }
  const places = new Map(names.map((name, place) => [name, place]))
  return {
    // A line without an account, as a total below the rest, is looked at with the first.
    lines: lines.map((line) => ({ ...line, statement: places.get(nameOf(line)) ?? 0 })),
    statements: names.map((number) => ({ number, currency: null })),
  }
}

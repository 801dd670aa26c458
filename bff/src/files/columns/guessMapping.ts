import type { CsvMapping, CsvRole } from '@skrin/shared/api/files'
import type { CsvRecord } from '../reading/fileContent.ts'
import { toDecimalDigits } from '../reading/readAmount.ts'
import { toDay } from '../reading/readDate.ts'
import { toRoles } from './headings.ts'

/** Banks write a few lines about the account above the headings. */
const MOST_LINES_ABOVE = 30
const SAMPLE = 200
const dateOrders = ['ymd', 'dmy', 'mdy'] as const

/** How a CSV file is probably to be read: by its headings in three languages, and by what stands below them. */
export function guessMapping(records: readonly CsvRecord[]): CsvMapping {
  const heading = records
    .slice(0, MOST_LINES_ABOVE)
    .map(({ line, cells }) => ({ line, cells, roles: toRoles(cells) }))
    .find(({ roles }) => roles.filter((role) => role !== 'ignore').length >= 2)
  const headingLine = heading?.line ?? 0
  const below = records.filter(({ line }) => line > headingLine).slice(0, SAMPLE)
  const roles = heading?.roles ?? guessRoles(below)
  const cellsOf = (...wanted: CsvRole[]) =>
    below
      .flatMap(({ cells }) => cells.filter((_, at) => wanted.includes(roles[at] ?? 'ignore')))
      .filter((cell) => cell !== '')
  const amounts = cellsOf('amount', 'in', 'out')
  return {
    roles: [...roles],
    headingLine,
    dateOrder: guessDateOrder(cellsOf('date')),
    decimalSign: guessDecimalSign(amounts, heading?.cells.some(isEnglish) ?? false),
    outIs: 'negative',
  }
}

/** Without headings: the first column of days, the first of amounts, and the longest texts. */
function guessRoles(records: readonly CsvRecord[]): CsvRole[] {
  const width = Math.max(1, ...records.map(({ cells }) => cells.length))
  const columns = Array.from({ length: width }, (_, at) =>
    records.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== ''),
  )
  const roles = columns.map((): CsvRole => 'ignore')
  const isMostly = (cells: readonly string[], is: (cell: string) => boolean) =>
    cells.length > 0 && cells.filter(is).length >= cells.length * 0.8
  const date = columns.findIndex((cells) => isMostly(cells, isDay))
  if (date >= 0) roles[date] = 'date'
  const amount = columns.findIndex((cells, at) => at !== date && isMostly(cells, isAmount))
  if (amount >= 0) roles[amount] = 'amount'
  const lengths = columns.map((cells, at) =>
    roles[at] === 'ignore' && !isMostly(cells, isDay) && !isMostly(cells, isAmount)
      ? cells.reduce((sum, cell) => sum + cell.length, 0)
      : 0,
  )
  const longest = lengths.indexOf(Math.max(...lengths))
  if ((lengths[longest] ?? 0) > 0) roles[longest] = 'text'
  return roles
}

function isEnglish(heading: string): boolean {
  return /^(?:amount|money|credit|debit|paid|deposit|withdrawal)/i.test(heading)
}

function isDay(cell: string): boolean {
  return /\D/.test(cell) && dateOrders.some((order) => toDay(cell, order) !== null)
}

function isAmount(cell: string): boolean {
  return toDecimalDigits(cell, ',') !== null || toDecimalDigits(cell, '.') !== null
}

/** The order in which the most can be read; between equals day before month, as here in the north. */
function guessDateOrder(cells: readonly string[]): CsvMapping['dateOrder'] {
  const [best] = dateOrders
    .map((order) => ({ order, fits: cells.filter((cell) => toDay(cell, order) !== null).length }))
    .sort((a, b) => b.fits - a.fits)
  return best?.order ?? 'dmy'
}

/** The last sign in an amount, unless three digits follow: `1.249` and `1,249` may be a thousand. Then the language says it. */
function guessDecimalSign(
  cells: readonly string[],
  isInEnglish: boolean,
): CsvMapping['decimalSign'] {
  const count = (sign: string) =>
    cells.filter((cell) => new RegExp(`\\${sign}\\d{1,2}(?!\\d)[^.,]*$`).test(cell)).length
  if (count('.') > count(',')) return '.'
  if (count(',') > count('.')) return ','
  const fits = (sign: ',' | '.') => cells.filter((cell) => toDecimalDigits(cell, sign)).length
  if (fits('.') !== fits(',')) return fits('.') > fits(',') ? '.' : ','
  return isInEnglish ? '.' : ','
}

import { toLocalDate } from '@skrin/shared/dates'
import { rateDigits } from '@skrin/shared/api/rates'
import * as v from 'valibot'
import { AppError } from '../../appError.ts'
import type { NewRate } from './rateRows.ts'

/** Headings of the file, folded, as Skrin and as the central bank of Norway write them (SDMX-CSV). */
const headings = {
  date: ['date', 'dato', 'datum', 'time_period'],
  base: ['base', 'base_cur', 'from'],
  quote: ['quote', 'quote_cur', 'to'],
  rate: ['rate', 'kurs', 'obs_value'],
  // The rate is of ten to the power of this many units.
  power: ['unit_mult'],
} as const
type Column = keyof typeof headings

const MOST_LINES = 20_000

/** Rates of a CSV file with a heading line. @throws AppError file_unreadable with the line, from 1 */
export function parseRates(csv: string): NewRate[] {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const [heading = ''] = lines
  const separator = [';', '\t', ','].find((one) => heading.includes(one)) ?? ';'
  const columns = findColumns(split(heading, separator))
  if (!columns || lines.length > MOST_LINES) throw unreadable(1)
  return lines.slice(1).flatMap((line, index) => {
    if (line.trim() === '') return []
    const rate = toRate(split(line, separator), columns)
    if (!rate) throw unreadable(index + 2)
    return [rate]
  })
}

function unreadable(line: number): AppError {
  return new AppError('file_unreadable', { line })
}

function split(line: string, separator: string): string[] {
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

type Columns = Readonly<Record<Exclude<Column, 'power'>, number> & { power: number | null }>

function findColumns(cells: readonly string[]): Columns | null {
  const folded = cells.map((cell) => cell.toLowerCase())
  const find = (column: Column) =>
    folded.findIndex((cell) => headings[column].some((name) => name === cell))
  const [date, base, quote, rate] = [find('date'), find('base'), find('quote'), find('rate')]
  if (Math.min(date, base, quote, rate) < 0) return null
  const power = find('power')
  return { date, base, quote, rate, power: power < 0 ? null : power }
}

function toRate(cells: readonly string[], columns: Columns): NewRate | null {
  const cell = (column: number) => cells[column] ?? ''
  const date = toLocalDate(cell(columns.date))
  const [base, quote] = [cell(columns.base).toUpperCase(), cell(columns.quote).toUpperCase()]
  const power = columns.power === null ? '0' : cell(columns.power)
  if (date === null || !isCurrency(base) || !isCurrency(quote) || base === quote) return null
  if (!/^[0-6]$/.test(power)) return null
  const rate = shift(cell(columns.rate).replace(',', '.'), Number(power))
  return v.is(rateDigits, rate) ? { date, base, quote, rate } : null
}

function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}

/** Digits divided by a power of ten: the point moves. */
function shift(digits: string, power: number): string {
  if (power === 0 || !/^\d+(\.\d+)?$/.test(digits)) return digits
  const [whole = '', fraction = ''] = digits.split('.')
  const padded = whole.padStart(power + 1, '0')
  return `${padded.slice(0, -power)}.${padded.slice(-power)}${fraction}`
}

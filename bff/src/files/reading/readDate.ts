import type { LocalDate } from '@skrin/shared/brand'
import { toLocalDate } from '@skrin/shared/dates'
import type { CsvMapping } from '@skrin/shared/api/files'
import { FileError } from './fileError.ts'

type DateOrder = CsvMapping['dateOrder']

/** Days outside of these are slips of the pen. */
const FIRST_YEAR = 1950
const LAST_YEAR = 2100

const patterns: Readonly<Record<DateOrder, RegExp>> = {
  ymd: /^(?<y>\d{4})(?<s>[-./]?)(?<m>\d{1,2})\k<s>(?<d>\d{1,2})(?:[T ].*)?$/,
  dmy: /^(?<d>\d{1,2})[-./](?<m>\d{1,2})[-./](?<y>\d{4}|\d{2})\.?(?:[T ].*)?$/,
  mdy: /^(?<m>\d{1,2})[-./](?<d>\d{1,2})[-./](?<y>\d{4}|\d{2})(?:[T ].*)?$/,
}

/** A day as a file writes it, perhaps with a time behind it; null: there is none in it. */
export function toDay(text: string, order: DateOrder): LocalDate | null {
  const { y = '', m = '', d = '' } = patterns[order].exec(text.trim())?.groups ?? {}
  const year = y.length === 2 ? `20${y}` : y
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return null
  return toLocalDate(`${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
}

/** `20260105`, `20260105120000[+1:CET]` (OFX 2.3 §3.2.8.2): the day as it stands there. @throws FileError wrong_date */
export function readCompactDate(text: string, line: number): LocalDate {
  return toDayOr(text.slice(0, 8), line)
}

/** `2026-01-05`, `2026-01-05T10:00:00+01:00`: the day as it stands there. @throws FileError wrong_date */
export function readIsoDate(text: string, line: number): LocalDate {
  return toDayOr(text.slice(0, 10), line)
}

function toDayOr(text: string, line: number): LocalDate {
  const day = toDay(text, 'ymd')
  if (day === null) throw new FileError('wrong_date', { line })
  return day
}

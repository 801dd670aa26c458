import type { LocalDate } from '../brand.ts'
import { addDays, toLocalDate } from '../dates.ts'

/** First and last day. */
export interface TypedPeriod {
  readonly from: LocalDate
  readonly to: LocalDate
}

const months: readonly (readonly string[])[] = [
  ['january', 'januar', 'januari', 'jan'],
  ['february', 'februar', 'februari', 'feb'],
  ['march', 'mars', 'mar'],
  ['april', 'apr'],
  ['may', 'mai', 'maj'],
  ['june', 'juni', 'jun'],
  ['july', 'juli', 'jul'],
  ['august', 'augusti', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oktober', 'okt', 'oct'],
  ['november', 'nov'],
  ['december', 'desember', 'dec', 'des'],
]

type Unit = 'day' | 'week' | 'month' | 'year'

/** Folded, as people write them; `back`: so many of the unit before the one of today. */
const relatives = new Map<string, { unit: Unit; back: number }>(
  (
    [
      ['day', 0, ['today', 'i dag', 'idag']],
      ['day', 1, ['yesterday', 'i gar', 'igar']],
      ['week', 0, ['this week', 'denne uka', 'denne uken', 'denna vecka', 'denna veckan']],
      ['week', 1, ['last week', 'forrige uke', 'forra veckan', 'sist uke']],
      ['month', 0, ['this month', 'denne maneden', 'denna manad', 'denna manaden']],
      ['month', 1, ['last month', 'forrige maned', 'forra manaden', 'sist maned']],
      ['year', 0, ['this year', 'i ar', 'iar']],
      ['year', 1, ['last year', 'i fjor', 'ifjor', 'i fjol', 'ifjol', 'forra aret']],
    ] as const
  ).flatMap(([unit, back, words]) => words.map((word) => [word, { unit, back }] as const)),
)

/** The most words that a period takes: `i fjor`, `mars 2026`. */
export const PERIOD_WORDS = 2

/**
 * `2026`, `2026-03`, `2026-03-25`, `25.3.2026`, `mars`, `mars 2026`, `i fjor`: folded. A month without a year is the last
 * one that has begun.
 */
export function toTypedPeriod(text: string, today: LocalDate): TypedPeriod | null {
  const relative = relatives.get(text)
  if (relative) return toRelative(relative.unit, relative.back, today)
  return toNumbered(text) ?? toNamedMonth(text, today) ?? toYear(text, today)
}

function toNumbered(text: string): TypedPeriod | null {
  const iso = toLocalDate(text)
  if (iso) return { from: iso, to: iso }
  const month = /^((?:19|20)\d{2})-(0[1-9]|1[0-2])$/.exec(text)
  if (month) return toMonth(Number(month[1]), Number(month[2]))
  const day = /^(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d{2})$/.exec(text)
  if (!day) return null
  const [, date = '', ofMonth = '', year = ''] = day
  const named = toLocalDate(`${year}-${ofMonth.padStart(2, '0')}-${date.padStart(2, '0')}`)
  return named && { from: named, to: named }
}

function toNamedMonth(text: string, today: LocalDate): TypedPeriod | null {
  const [name = '', year, ...others] = text.split(' ')
  const index = months.findIndex((names) => names.includes(name))
  if (index < 0 || others.length > 0) return null
  if (year !== undefined)
    return /^(19|20)\d{2}$/.test(year) ? toMonth(Number(year), index + 1) : null
  const [thisYear, thisMonth] = partsOf(today)
  return toMonth(index + 1 <= thisMonth ? thisYear : thisYear - 1, index + 1)
}

/** Not every number of four digits: 2000 is an amount, as are those before banks had such lists and those to come. */
function toYear(text: string, today: LocalDate): TypedPeriod | null {
  if (!/^20\d{2}$/.test(text)) return null
  const [thisYear] = partsOf(today)
  const year = Number(text)
  return year > 2000 && year <= thisYear ? toWholeYear(year) : null
}

function toRelative(unit: Unit, back: number, today: LocalDate): TypedPeriod {
  const [year, month] = partsOf(today)
  switch (unit) {
    case 'day': {
      const day = addDays(today, -back)
      return { from: day, to: day }
    }
    case 'week': {
      const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7
      const monday = addDays(today, -sinceMonday - 7 * back)
      return { from: monday, to: addDays(monday, 6) }
    }
    case 'month': {
      const index = year * 12 + month - 1 - back
      return toMonth(Math.floor(index / 12), (index % 12) + 1)
    }
    case 'year':
      return toWholeYear(year - back)
  }
}

function toWholeYear(year: number): TypedPeriod {
  return { from: toMonth(year, 1).from, to: toMonth(year, 12).to }
}

function toMonth(year: number, month: number): TypedPeriod {
  const first = (ofYear: number, ofMonth: number) =>
    `${ofYear}-${String(ofMonth).padStart(2, '0')}-01` as LocalDate
  const next = month === 12 ? first(year + 1, 1) : first(year, month + 1)
  return { from: first(year, month), to: addDays(next, -1) }
}

function partsOf(day: LocalDate): [year: number, month: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
}

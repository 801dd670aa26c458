import type { LocalDate } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'

export const insightPeriods = [
  'last12',
  'last3',
  'thisYear',
  'lastYear',
  'thisMonth',
  'lastMonth',
] as const
/** A period that moves on with the calendar; `last12` and `last3` begin with a whole month and end today. */
export type InsightPeriod = (typeof insightPeriods)[number]

export interface Span {
  readonly from: LocalDate
  readonly to: LocalDate
}

export function isInsightPeriod(text: unknown): text is InsightPeriod {
  return insightPeriods.some((period) => period === text)
}

/** The days that a period means today, both included; none of them is still to come. */
export function toSpan(period: InsightPeriod, today: LocalDate): Span {
  const month = firstOfMonth(today)
  const year = Number(today.slice(0, 4))
  switch (period) {
    case 'last12':
      return { from: monthsBefore(month, 11), to: today }
    case 'last3':
      return { from: monthsBefore(month, 2), to: today }
    case 'thisYear':
      return { from: parseLocalDate(`${year}-01-01`), to: today }
    case 'lastYear':
      return { from: parseLocalDate(`${year - 1}-01-01`), to: parseLocalDate(`${year - 1}-12-31`) }
    case 'thisMonth':
      return { from: month, to: today }
    case 'lastMonth':
      return { from: monthsBefore(month, 1), to: addDays(month, -1) }
  }
}

/** The days of a month, as `2026-03`, that belong to the period. */
export function toMonthSpan(month: string, { from, to }: Span): Span {
  const first = parseLocalDate(`${month}-01`)
  const last = addDays(monthsBefore(first, -1), -1)
  return { from: first < from ? from : first, to: last > to ? to : last }
}

function firstOfMonth(day: LocalDate): LocalDate {
  return parseLocalDate(`${day.slice(0, 7)}-01`)
}

/** `first` is the first of a month. */
function monthsBefore(first: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1] = first.split('-').map(Number)
  const count = year * 12 + month - 1 - months
  const text = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-01`
  return parseLocalDate(text)
}

import type { LocalDate } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'

export const periods = [
  'this-month',
  'last-month',
  'last-30-days',
  'last-90-days',
  'this-year',
  'last-year',
] as const
/** A period that moves on with the calendar: in a link kept since May, this month is not May. */
export type Period = (typeof periods)[number]

export interface DateSpan {
  readonly from: LocalDate
  readonly to: LocalDate
}

export function isPeriod(text: string): text is Period {
  return periods.some((period) => period === text)
}

/** The days of a period, both ends included. Days that have not come yet belong to it too. */
export function toDateSpan(period: Period, today: LocalDate): DateSpan {
  const firstOfMonth = parseLocalDate(`${today.slice(0, 7)}-01`)
  const year = Number(today.slice(0, 4))
  switch (period) {
    case 'this-month':
      return { from: firstOfMonth, to: lastOfMonth(firstOfMonth) }
    case 'last-month': {
      const to = addDays(firstOfMonth, -1)
      return { from: parseLocalDate(`${to.slice(0, 7)}-01`), to }
    }
    case 'last-30-days':
      return { from: addDays(today, -29), to: today }
    case 'last-90-days':
      return { from: addDays(today, -89), to: today }
    case 'this-year':
      return wholeYear(year)
    case 'last-year':
      return wholeYear(year - 1)
  }
}

function wholeYear(year: number): DateSpan {
  return { from: parseLocalDate(`${year}-01-01`), to: parseLocalDate(`${year}-12-31`) }
}

function lastOfMonth(first: LocalDate): LocalDate {
  // The 1st and 31 days lie in the next month, whichever month it is.
  const inNextMonth = addDays(first, 31)
  return addDays(parseLocalDate(`${inNextMonth.slice(0, 7)}-01`), -1)
}

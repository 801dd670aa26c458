import type { LocalDate } from '@skrin/shared/brand'
import { addDays, daysBetween, parseLocalDate } from '@skrin/shared/dates'
import { AppError } from '../../appError.ts'

/** Booking days, both included. */
export interface Period {
  readonly from: LocalDate
  readonly to: LocalDate
}

const MOST_DAYS = 366 * 50

/** The twelve months up to today, the first of them whole, unless it is said otherwise. @throws AppError bad_request */
export function toPeriod(
  { from, to }: { from?: LocalDate | undefined; to?: LocalDate | undefined },
  today: LocalDate,
): Period {
  const end = to ?? today
  const begin = from ?? parseLocalDate(`${addMonths(toMonth(end), -11)}-01`)
  const days = daysBetween(begin, end)
  if (days < 0 || days > MOST_DAYS) throw new AppError('bad_request', { field: 'from' })
  return { from: begin, to: end }
}

/**
 * What it is compared with. From the first of a month: the same days as many months earlier, so that rent and pay stand on both
 * sides, and a month's last day answers to a month's last day. Else as many days, up to the day before.
 */
export function toPeriodBefore({ from, to }: Period): Period {
  if (!from.endsWith('-01')) {
    const days = daysBetween(from, to)
    return { from: addDays(from, -days - 1), to: addDays(from, -1) }
  }
  const months = listMonths({ from, to }).length
  const lastMonth = addMonths(toMonth(to), -months)
  const end = lastDayOf(lastMonth)
  const isWhole = to === lastDayOf(toMonth(to))
  const sameDay = `${lastMonth}${to.slice(-3)}`
  return {
    from: parseLocalDate(`${addMonths(toMonth(from), -months)}-01`),
    to: isWhole || sameDay > end ? end : parseLocalDate(sameDay),
  }
}

function lastDayOf(month: string): LocalDate {
  return addDays(parseLocalDate(`${addMonths(month, 1)}-01`), -1)
}

/** `YYYY-MM`. */
export function toMonth(date: LocalDate): string {
  return date.slice(0, 7)
}

export function listMonths({ from, to }: Period): string[] {
  const months = []
  const last = toMonth(to)
  for (let month = toMonth(from); month <= last; month = addMonths(month, 1)) months.push(month)
  return months
}

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const all = year * 12 + number - 1 + count
  const rest = all % 12
  return `${String((all - rest) / 12).padStart(4, '0')}-${String(rest + 1).padStart(2, '0')}`
}

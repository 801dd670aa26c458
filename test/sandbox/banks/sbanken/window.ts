import type { LocalDate } from '@skrin/shared/brand'
import { addDays, daysBetween, toLocalDate } from '@skrin/shared/dates'

export interface TransactionWindow {
  readonly startDate: LocalDate
  readonly endDate: LocalDate
  /** Reservations are left out when an end is given (since December 2020). */
  readonly isOpen: boolean
  readonly index: number
  readonly length: number
}

/** The documented rules. A text: what is wrong with the query. */
export function readWindow(
  query: Readonly<Record<string, unknown>>,
  today: LocalDate,
): TransactionWindow | string {
  const endDate = query['endDate'] === undefined ? today : toDay(query['endDate'])
  if (endDate === null) return 'endDate is not a valid date'
  const startDate =
    query['startDate'] === undefined ? addDays(endDate, -30) : toDay(query['startDate'])
  if (startDate === null) return 'startDate is not a valid date'
  const index = toNumber(query['index'] ?? '0')
  const length = toNumber(query['length'] ?? '100')
  const wrong = findWrong({ startDate, endDate, index, length, today })
  return wrong ?? { startDate, endDate, isOpen: query['endDate'] === undefined, index, length }
}

function findWrong(
  window: Omit<TransactionWindow, 'isOpen'> & { today: LocalDate },
): string | null {
  const { startDate, endDate, index, length } = window
  const latest = addDays(window.today, 1)
  if (startDate < '2000-01-01') return 'startDate must be 2000-01-01 or later'
  if (startDate > endDate) return 'startDate must not be after endDate'
  if (startDate > latest || endDate > latest) return 'dates must not be later than tomorrow'
  if (daysBetween(startDate, endDate) > 366) return 'the period must not be longer than 366 days'
  if (!(index >= 0)) return 'index must be 0 or more'
  if (!(length >= 1 && length <= 1000)) return 'length must be from 1 to 1000'
  return null
}

/** A date or a date-time, of which only the day counts. */
function toDay(value: unknown): LocalDate | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value)) return null
  return toLocalDate(value.slice(0, 10))
}

function toNumber(value: unknown): number {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
}

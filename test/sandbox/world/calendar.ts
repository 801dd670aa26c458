import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'

export interface Day {
  readonly date: LocalDate
  readonly year: number
  readonly month: number
  readonly dayOfMonth: number
  /** Monday is 1, Sunday 7. */
  readonly weekday: number
  /** Days of the month whose bills are paid today: today's own, and those of the closed days just before. */
  readonly dueDays: readonly number[]
  /** Days of the month whose salary comes today: today's own, and those of the closed days just after. */
  readonly payDays: readonly number[]
}

export function toDay(date: LocalDate): Day {
  const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number)
  return {
    date,
    year,
    month,
    dayOfMonth,
    weekday: weekdayOf(date),
    dueDays: isOpen(date) ? withClosedDays(date, -1) : [],
    payDays: isOpen(date) ? withClosedDays(date, 1) : [],
  }
}

/** The first day on or after `date`, moved on by `openDays`, on which banks book. */
export function addOpenDays(date: LocalDate, openDays: number): LocalDate {
  let day = date
  for (let left = openDays; left > 0;) {
    day = addDays(day, 1)
    if (isOpen(day)) left--
  }
  return day
}

function withClosedDays(date: LocalDate, direction: 1 | -1): number[] {
  const days = [dayOfMonthOf(date)]
  for (let day = addDays(date, direction); !isOpen(day); day = addDays(day, direction)) {
    days.push(dayOfMonthOf(day))
  }
  return days
}

const holidays = new Set(['01-01', '05-01', '05-17', '12-25', '12-26'])

function isOpen(date: LocalDate): boolean {
  return weekdayOf(date) < 6 && !holidays.has(date.slice(5))
}

function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

function dayOfMonthOf(date: LocalDate): number {
  return Number(date.slice(8))
}

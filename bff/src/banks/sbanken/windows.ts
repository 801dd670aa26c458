import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'

export interface Window {
  readonly from: LocalDate
  /** null: up to now. The newest window must not name its end, see `toNewestWindows`. */
  readonly to: LocalDate | null
}

/** The documented span is 366 days; one day is left for the bank's clock being past midnight already. */
const SPAN_DAYS = 365

/**
 * Newest first, down to `from`. The newest window has no end: with `endDate` the bank leaves out reservations (since
 * December 2020), and `endDate` = today was answered with 500 (June 2021).
 */
export function toNewestWindows(from: LocalDate, today: LocalDate): Window[] {
  const start = later(from, addDays(today, 1 - SPAN_DAYS))
  return [{ from: start, to: null }, ...toWindows(from, addDays(start, -1))]
}

/** Newest first, from `to` down to `from`; none when `to` is the earlier. */
export function toWindows(from: LocalDate, to: LocalDate): Window[] {
  const windows: Window[] = []
  for (let end = to; end >= from;) {
    const start = later(from, addDays(end, 1 - SPAN_DAYS))
    windows.push({ from: start, to: end })
    end = addDays(start, -1)
  }
  return windows
}

export function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}

export function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b
}

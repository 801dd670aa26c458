import type { Instant, LocalDate } from './brand.ts'

const DAY_MS = 86_400_000
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads `YYYY-MM-DD`. @throws RangeError when the text is no day of the calendar (30 February is none). */
export function parseLocalDate(text: string): LocalDate {
  const day = toLocalDate(text)
  if (day === null) throw new RangeError('not a calendar day')
  return day
}

export function toLocalDate(text: string): LocalDate | null {
  if (!datePattern.test(text)) return null
  const moment = new Date(`${text}T00:00:00Z`)
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== text) return null
  return text as LocalDate
}

/** @throws RangeError for milliseconds outside the years that ISO 8601 writes with four digits */
export function toInstant(epochMs: number): Instant {
  const text = new Date(epochMs).toISOString()
  if (text.length !== 24) throw new RangeError('moment out of range')
  return text as Instant
}

export function instantMs(instant: Instant): number {
  return Date.parse(instant)
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const moment = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS)
  return moment.toISOString().slice(0, 10) as LocalDate
}

/** Whole days from one day to another, negative when `to` is the earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day that a moment falls on in a zone, e.g. `Europe/Oslo`. */
export function localDateIn(timeZone: string, epochMs: number): LocalDate {
  let format = formats.get(timeZone)
  if (!format) {
    // en-CA writes YYYY-MM-DD.
    format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
    formats.set(timeZone, format)
  }
  return parseLocalDate(format.format(epochMs))
}

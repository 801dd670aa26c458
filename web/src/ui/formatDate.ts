import type { Instant, LocalDate } from '@skrin/shared/brand'
import { daysBetween, instantMs, localDateIn } from '@skrin/shared/dates'

/**
 * day: `Today`, `Yesterday`, `Monday 4 May`, for headings. short: `4 May`. long: `Monday 4 May 2026`.
 * date: `4 December`, for sentences. clock: `14:02`, with the day when it is another. relative: `3 minutes ago`.
 * until: `in 2 minutes`, for what is still to come. time: `14:02`, under a heading that says the day.
 */
export type DateFormat = 'day' | 'short' | 'date' | 'long' | 'clock' | 'relative' | 'until' | 'time'

export interface DateContext {
  locale: string
  nowMs: number
  timeZone: string
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const formats = new Map<string, Intl.DateTimeFormat>()

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

export function isInstant(value: LocalDate | Instant): value is Instant {
  return value.length > 10
}

export function formatDate(value: LocalDate | Instant, format: DateFormat, context: DateContext) {
  const text = isInstant(value)
    ? formatInstant(value, format, context)
    : formatDay(value, format, context)
  return text
}

function formatDay(day: LocalDate, format: DateFormat, context: DateContext): string {
  const today = localDateIn(context.timeZone, context.nowMs)
  const distance = daysBetween(today, day)
  const thisYear = day.slice(0, 4) === today.slice(0, 4)
  const moment = Date.parse(`${day}T12:00:00Z`)
  const year = thisYear ? {} : { year: 'numeric' as const }
  const inUtc = (options: Intl.DateTimeFormatOptions) =>
    getFormat(context.locale, { ...options, timeZone: 'UTC' }).format(moment)

  if (format === 'long') {
    return inUtc({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  }
  if (format === 'relative' || (format === 'day' && (distance === 0 || distance === -1))) {
    return capitalize(getRelative(context.locale).format(distance, 'day'), format === 'day')
  }
  if (format === 'day') {
    return capitalize(inUtc({ weekday: 'long', day: 'numeric', month: 'long', ...year }), true)
  }
  if (format === 'date') {
    // A sentence may break before a date, never inside it.
    return inUtc({ day: 'numeric', month: 'long', ...year }).replaceAll(' ', '\u00a0')
  }
  return inUtc({ day: 'numeric', month: 'short', ...year })
}

function formatInstant(value: Instant, format: DateFormat, context: DateContext): string {
  const ms = instantMs(value)
  if (format === 'relative') return formatRelative(ms - context.nowMs, context.locale)
  if (format === 'until') return formatUntil(ms - context.nowMs, context.locale)
  const day = localDateIn(context.timeZone, ms)
  if (format !== 'clock' && format !== 'time') return formatDay(day, format, context)
  const zone = { timeZone: context.timeZone }
  const clock = getFormat(context.locale, { hour: '2-digit', minute: '2-digit', ...zone }).format(
    ms,
  )
  if (format === 'time' || day === localDateIn(context.timeZone, context.nowMs)) return clock
  return `${formatDay(day, 'short', context)}, ${clock}`
}

function formatRelative(distanceMs: number, locale: string): string {
  const relative = getRelative(locale)
  const size = Math.abs(distanceMs)
  if (size < MINUTE_MS) return relative.format(0, 'second')
  if (size < HOUR_MS) return relative.format(Math.trunc(distanceMs / MINUTE_MS), 'minute')
  if (size < DAY_MS) return relative.format(Math.trunc(distanceMs / HOUR_MS), 'hour')
  return relative.format(Math.trunc(distanceMs / DAY_MS), 'day')
}

/** Whole minutes, rounded up: what comes in 90 seconds is not there in one minute, nor now. */
function formatUntil(distanceMs: number, locale: string): string {
  const wholeMs = Math.max(0, Math.ceil(distanceMs / MINUTE_MS)) * MINUTE_MS
  return formatRelative(wholeMs, locale)
}

const relatives = new Map<string, Intl.RelativeTimeFormat>()

function getRelative(locale: string): Intl.RelativeTimeFormat {
  let format = relatives.get(locale)
  if (!format)
    relatives.set(locale, (format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })))
  return format
}

function getFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, options)))
  return format
}

function capitalize(text: string, wanted: boolean): string {
  return wanted ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

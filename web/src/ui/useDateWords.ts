import type { Instant, LocalDate } from '@skrin/shared/brand'
import { useText } from '../i18n/useText.ts'
import { useNow } from './clock.ts'
import { browserTimeZone, formatDate } from './formatDate.ts'
import type { DateFormat } from './formatDate.ts'

/** Moments as words inside sentences; a moment that stands alone is a `DateText`. */
export function useDateWords(): (value: Instant | LocalDate, format: DateFormat) => string {
  const { localeTag } = useText()
  const now = useNow()
  const timeZone = browserTimeZone()

  return (value, format) =>
    formatDate(value, format, { locale: localeTag.value, nowMs: now.value, timeZone })
}

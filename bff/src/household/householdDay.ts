import type { LocalDate } from '@skrin/shared/brand'
import { localDateIn } from '@skrin/shared/dates'

/** The day that a moment falls on where the household lives: the banks' countries share one time. */
export function toHouseholdDay(ms: number): LocalDate {
  return localDateIn('Europe/Oslo', ms)
}

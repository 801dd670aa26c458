import type { LocalDate } from '@skrin/shared/brand'
import { isBankingDay, nextBankingDay, toBankingDay } from '../../world/bankingDays.ts'
import type { SpareBank1Switches } from './switches.ts'

export interface TransferDay {
  readonly day: LocalDate
  readonly warnings: readonly string[]
}

const hourInOslo = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** The day on which the bank carries it out, and what it says when that is another than asked for. */
export function toTransferDay(
  dueDate: LocalDate,
  options: { today: LocalDate; now: number; switches: SpareBank1Switches },
): TransferDay {
  const { today, now, switches } = options
  const isPast = dueDate < today
  const asked = isPast ? today : dueDate
  const past = isPast ? ['DUE_DATE_IN_THE_PAST_MOVED_TO_NEXT_VALID_DATE'] : []
  const isOpen =
    isBankingDay(asked, 'NO') || (asked === today && switches.closedDays === 'ahead-only')
  if (!isOpen) {
    const closed = 'DUE_DATE_MOVED_SINCE_BANK_IS_CLOSED_ON_REQUESTED_DATE'
    return { day: toBankingDay(asked, 'NO'), warnings: [...past, closed] }
  }
  const { cutoffHour } = switches
  if (asked === today && cutoffHour !== null && Number(hourInOslo.format(now)) >= cutoffHour) {
    return { day: nextBankingDay(today, 'NO'), warnings: [...past, 'CUTOFF_TIME_HAS_PASSED'] }
  }
  return { day: asked, warnings: past }
}

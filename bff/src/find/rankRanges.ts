import type { BookingStatus } from '@skrin/shared/api/transactions'
import type { AccountId, LocalDate } from '@skrin/shared/brand'
import { addDays, daysBetween } from '@skrin/shared/dates'
import type { Slice } from '../accounts/transactionSlices.ts'

/** Rows of one account between two ranks, the second not included. */
export interface RankRange {
  readonly account: AccountId
  readonly low: number
  readonly high: number
}

/** What is left of the slices. */
export interface RangeLimits {
  readonly from?: LocalDate | undefined
  readonly to?: LocalDate | undefined
  readonly status?: BookingStatus | undefined
}

// As the triggers of migrations/finding*.ts number the rows.
const PER_DAY = 10_000_000_000
export const PENDING = 1_000_000_000_000_000
const EPOCH = '1970-01-01' as LocalDate
export const LOWEST = -PENDING
export const HIGHEST = 2 * PENDING

/** The rank before the first row of a day. */
export function firstRankOf(day: LocalDate): number {
  return daysBetween(EPOCH, day) * PER_DAY
}

export function toRankRanges(slices: readonly Slice[], limits: RangeLimits = {}): RankRange[] {
  return slices.flatMap((slice) => toRanges(slice, limits))
}

function toRanges({ observation, from, before }: Slice, limits: RangeLimits): RankRange[] {
  const account = observation.id
  const low = limits.from === undefined ? LOWEST : firstRankOf(limits.from)
  const high = limits.to === undefined ? PENDING : firstRankOf(addDays(limits.to, 1))
  const booked = {
    account,
    low: Math.max(low, from === null ? LOWEST : firstRankOf(from)),
    high: Math.min(high, before === null ? PENDING : firstRankOf(before)),
  }
  // What is not booked yet belongs to whoever answered last, whatever its day.
  const pending = {
    account,
    low: PENDING + (limits.from === undefined ? 0 : low),
    high: PENDING + (limits.to === undefined ? PENDING : high),
  }
  const isJoined = booked.high === PENDING && pending.low === PENDING
  const hasPending = before === null && limits.status !== 'booked'
  const hasBooked = limits.status !== 'pending'
  if (hasPending && hasBooked && isJoined) return [{ account, low: booked.low, high: pending.high }]
  return [...(hasPending ? [pending] : []), ...(hasBooked ? [booked] : [])].filter(
    ({ low: first, high: end }) => first < end,
  )
}

/** The part of the ranges that lies between two ranks, the second not included. */
export function cutRanges(
  ranges: readonly RankRange[],
  { low = LOWEST, high = HIGHEST }: { readonly low?: number; readonly high?: number },
): RankRange[] {
  return ranges
    .map((range) => ({
      ...range,
      low: Math.max(range.low, low),
      high: Math.min(range.high, high),
    }))
    .filter((range) => range.low < range.high)
}

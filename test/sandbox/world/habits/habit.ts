import type { Day } from '../calendar.ts'
import type { HouseholdAccountId } from '../household.ts'
import type { Ledger } from '../ledger.ts'
import type { Random } from '../random.ts'

/** One day in the household's life. */
export interface Today {
  readonly day: Day
  readonly ledger: Ledger
  /** Chance of its own for this day and subject, so that one habit never disturbs another. */
  chance(subject: string): Random
}

/** Something that happens on some days. Habits of one day run in the order of `household life`. */
export type Habit = (today: Today) => void

/** Brings an account up to what is about to be taken from it, as far as the savings go. */
export function ensureCover(
  { day, ledger }: Today,
  cover: { account: HouseholdAccountId; from: HouseholdAccountId; neededMinor: number },
): void {
  const missing = cover.neededMinor - ledger.balance(cover.account)
  if (missing <= 0) return
  const amountMinor = roundUp(missing, 500_00)
  ledger.move({ day: day.date, from: cover.from, to: cover.account, amountMinor })
}

export function roundUp(amountMinor: number, stepMinor: number): number {
  return Math.ceil(amountMinor / stepMinor) * stepMinor
}

export function roundDown(amountMinor: number, stepMinor: number): number {
  return Math.floor(amountMinor / stepMinor) * stepMinor
}

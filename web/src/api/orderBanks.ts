import type { BankEntry } from '@skrin/shared/api/banks'

const openness = ['live', 'licensed', 'business', 'withdrawn'] as const

/** What can be connected here comes first, then what anybody could set up; otherwise as the server has them. */
export function orderBanks(banks: readonly BankEntry[]): BankEntry[] {
  return banks.toSorted(
    (one, other) =>
      Number(other.configured) - Number(one.configured) ||
      openness.indexOf(one.status) - openness.indexOf(other.status),
  )
}

import type { Account } from '@skrin/shared/api/accounts'
import type { Instant } from '@skrin/shared/brand'
import { isOld } from '../ui/isOld.ts'
import { toBankPlace } from './toBankPlace.ts'
import { countsInTotals } from './toHouseholdTotals.ts'

/** Figures of one bank that somebody else shares, and that only they can bring up to date. */
export interface OthersOld {
  readonly bank: string
  readonly bankLabel: string | null
  readonly name: string
  readonly asOf: Instant
}

/** What others share and what has not moved for long, once for each person and bank. */
export function toOthersOld(accounts: readonly Account[], nowMs: number): OthersOld[] {
  const old = accounts.filter(
    (account) =>
      account.access !== 'own' &&
      countsInTotals(account) &&
      account.stale &&
      isOld(account.asOf, nowMs),
  )
  const byPlace = new Map<string, OthersOld>()
  for (const account of old) {
    const { bank, bankLabel, owner, asOf } = account
    const place = `${toBankPlace(account)} ${owner.id}`
    const known = byPlace.get(place)
    if (!known || asOf < known.asOf) byPlace.set(place, { bank, bankLabel, name: owner.name, asOf })
  }
  return [...byPlace.values()]
}

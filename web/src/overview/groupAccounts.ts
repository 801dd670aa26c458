import type { Account } from '@skrin/shared/api/accounts'
import type { Instant } from '@skrin/shared/brand'
import { instantMs } from '@skrin/shared/dates'
import type { Grouping } from '../preferences/preferences.ts'
import { isJoint } from '../ui/isJoint.ts'
import { toBankPlace } from './toBankPlace.ts'
import { countsInTotals } from './toHouseholdTotals.ts'

export type AccountGroupKind = 'bank' | 'person' | 'joint' | 'closed' | 'gone'

export interface AccountGroup {
  readonly kind: AccountGroupKind
  readonly id: string
  readonly accounts: readonly Account[]
  /** When its figures are from, stale ones apart, where that is about the same time for all. */
  readonly asOf: Instant | null
}

const SAME_TIME_MS = 5 * 60_000

/** Accounts under their bank, or under whose they are; after them what is closed or no longer connected. */
export function groupAccounts(accounts: readonly Account[], grouping: Grouping): AccountGroup[] {
  const groups = new Map<string, { kind: AccountGroupKind; id: string; accounts: Account[] }>()
  for (const account of accounts.toSorted(byStanding)) {
    const { kind, id } = toPlace(account, grouping)
    const key = `${kind} ${id}`
    const group = groups.get(key) ?? { kind, id, accounts: [] }
    groups.set(key, group)
    group.accounts.push(account)
  }
  return [...groups.values()].map((group) => ({ ...group, asOf: toCommonTime(group.accounts) }))
}

function toPlace(account: Account, grouping: Grouping): { kind: AccountGroupKind; id: string } {
  if (!account.connected) return { kind: 'gone', id: '' }
  if (account.closed) return { kind: 'closed', id: '' }
  if (grouping === 'bank') return { kind: 'bank', id: toBankPlace(account) }
  if (isJoint(account)) return { kind: 'joint', id: '' }
  return { kind: 'person', id: account.owner.id }
}

function byStanding(a: Account, b: Account): number {
  const standing = (account: Account) => (countsInTotals(account) ? 0 : account.connected ? 1 : 2)
  return standing(a) - standing(b)
}

function toCommonTime(accounts: readonly Account[]): Instant | null {
  const fresh = accounts.filter(({ stale }) => !stale)
  const times = fresh.map(({ asOf }) => asOf).sort()
  const [oldest, newest] = [times[0], times.at(-1)]
  if (!oldest || !newest) return null
  return instantMs(newest) - instantMs(oldest) < SAME_TIME_MS ? oldest : null
}

import type { Account } from '@skrin/shared/api/accounts'
import { toHouseholdDay } from '../household/householdDay.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { readTrends } from './balanceTrend.ts'
import { describeAccount } from './describeAccount.ts'
import type { VisibleAccount } from './joinObservations.ts'
import { listShares } from './shares.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** Accounts that somebody may see, as last known: their own first, in the order of connections and of the bank. */
export async function describeAccounts(
  { db, clock }: Deps,
  accounts: readonly VisibleAccount[],
): Promise<Account[]> {
  const now = clock.now()
  const trends = await readTrends(db, accounts, toHouseholdDay(now))
  const shares = await listShares(db, accounts)
  return accounts
    .toSorted((a, b) => Number(b.level === 'own') - Number(a.level === 'own'))
    .map((account) => ({
      ...describeAccount(account, { now, sharing: shares.get(account.id) ?? null }),
      trend: trends.get(account.id) ?? [],
    }))
}

import type { Share } from '@skrin/shared/api/sharing'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { higherLevel } from './accessLevels.ts'
import type { VisibleAccount } from './joinObservations.ts'

type Audience = Share['with']

/** With whom the viewer shares each of their own accounts, by its id. */
export async function listShares(
  db: Database,
  accounts: readonly VisibleAccount[],
): Promise<Map<AccountId, Share[]>> {
  const own = accounts.filter(({ level }) => level === 'own')
  const rows = await readShares(db, own.flatMap(listOwnRows))
  const byAccount = Map.groupBy(rows, (row) => row.account_id)
  return new Map(
    own.map((account) => {
      const shares = listOwnRows(account).flatMap((id) => byAccount.get(id) ?? [])
      return [account.id, toShares(shares)]
    }),
  )
}

/** The viewer's own observations of an account: several where they reach it through several connections. */
export function listOwnRows({ observations }: VisibleAccount): AccountId[] {
  return observations.filter(({ level }) => level === 'own').map(({ id }) => id)
}

async function readShares(db: Database, accounts: readonly AccountId[]) {
  if (accounts.length === 0) return []
  return (
    db
      .selectFrom('shares')
      .leftJoin('members', 'members.id', 'shares.audience')
      .select(['shares.account_id', 'shares.level', 'members.id as member'])
      .where('shares.account_id', 'in', accounts)
      // With somebody who is gone nothing is shared any more.
      .where((eb) =>
        eb.or([eb('shares.audience', '=', 'household'), eb('members.id', 'is not', null)]),
      )
      .orderBy('members.created_at')
      .orderBy('members.id')
      .execute()
  )
}

function toShares(rows: readonly { member: MemberId | null; level: Share['level'] }[]): Share[] {
  const levels = new Map<Audience, Share['level']>()
  for (const { member, level } of rows) {
    const audience = member ?? 'household'
    levels.set(audience, higherLevel(levels.get(audience) ?? level, level))
  }
  const shares = [...levels].map(([audience, level]) => ({ with: audience, level }))
  // The two databases put what is null at different ends.
  return shares.sort((a, b) => Number(b.with === 'household') - Number(a.with === 'household'))
}

import type { AccountId, MemberId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'

/**
 * The one place that says which accounts a member may see: those of their own connections, and those that others
 * share with them or with the household. Every list, total and search starts here.
 */
export function visibleAccounts(db: Database, member: MemberId) {
  return db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .innerJoin('members', 'members.id', 'connections.member_id')
    .where((eb) =>
      eb.or([
        eb('connections.member_id', '=', member),
        eb.exists(
          eb
            .selectFrom('shares')
            .select('shares.account_id')
            .whereRef('shares.account_id', '=', 'accounts.id')
            .where('shares.audience', 'in', [member, 'household']),
        ),
      ]),
    )
}

export interface VisibleFilter {
  readonly account?: readonly AccountId[] | undefined
  readonly member?: readonly MemberId[] | undefined
  readonly bank?: readonly string[] | undefined
}

/** Ids of the visible accounts that a filter leaves. */
export async function listVisibleAccountIds(
  db: Database,
  member: MemberId,
  filter: VisibleFilter = {},
): Promise<AccountId[]> {
  let query = visibleAccounts(db, member).select('accounts.id')
  if (filter.account) query = query.where('accounts.id', 'in', filter.account)
  if (filter.member) query = query.where('connections.member_id', 'in', filter.member)
  if (filter.bank) query = query.where('accounts.bank', 'in', filter.bank)
  return (await query.execute()).map(({ id }) => id)
}

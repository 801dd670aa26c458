import type { AccessLevel } from '@skrin/shared/api/sharing'
import type { MemberId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'

/** What one connection tells of an account, and how much of it a member may see. */
export type Observation = Omit<Awaited<ReturnType<typeof selectVisible>>[number], 'shared'> & {
  readonly level: AccessLevel
}

/**
 * The one query that says what a member may see: observations of their own connections, and those that others share
 * with them or with the household, at the highest level that was granted. In the order of connections and of the bank.
 */
export async function listObservations(db: Database, member: MemberId): Promise<Observation[]> {
  const rows = await selectVisible(db, member)
  return rows.flatMap(({ shared, ...row }) => {
    const level = row.member_id === member ? 'own' : shared
    return level === null ? [] : [{ ...row, level }]
  })
}

function selectVisible(db: Database, member: MemberId) {
  return (
    db
      .selectFrom('accounts')
      .innerJoin('connections', 'connections.id', 'accounts.connection_id')
      .innerJoin('members', 'members.id', 'connections.member_id')
      .selectAll('accounts')
      .select([
        'connections.member_id',
        'connections.status',
        'connections.label as bank_label',
        'connections.created_at as connected_since',
        'members.name as member_name',
      ])
      .select((eb) =>
        eb
          .selectFrom('shares')
          // `transactions` is after `balance`, by letters as well.
          .select(({ fn }) => fn.max('shares.level').as('level'))
          .whereRef('shares.account_id', '=', 'accounts.id')
          .where('shares.audience', 'in', [member, 'household'])
          .as('shared'),
      )
      // Of somebody who is being removed nothing is seen from that moment on.
      .where('members.leaving_at', 'is', null)
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
      .orderBy('connections.created_at')
      .orderBy('connections.id')
      .orderBy('accounts.position')
      .orderBy('accounts.id')
      .execute()
  )
}

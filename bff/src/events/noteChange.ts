import { sql } from 'kysely'
import type { AccountId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Database } from '../store/database.ts'

/** How long a page that was away can take up where it stopped; after that it asks for everything. */
export const KEPT_MS = 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** Figures or transactions of these accounts moved: those who see them and have a page open are told within seconds. */
export async function noteChange(
  { db, clock }: Deps,
  accounts: readonly AccountId[],
): Promise<void> {
  if (accounts.length === 0) return
  const prefix = `${randomId()} `
  // Of those that are still there: a connection may be given up meanwhile.
  await db
    .insertInto('changes')
    .columns(['id', 'at', 'account_id'])
    .expression((eb) =>
      eb
        .selectFrom('accounts')
        .select(({ val, ref }) => [
          sql<string>`cast(${val(prefix)} as text) || ${ref('id')}`.as('id'),
          sql<number>`cast(${val(clock.now())} as bigint)`.as('at'),
          ref('id').as('account_id'),
        ])
        .where('id', 'in', accounts),
    )
    .execute()
}

export async function sweepChanges({ db, clock }: Deps): Promise<void> {
  await db
    .deleteFrom('changes')
    .where('at', '<', clock.now() - KEPT_MS)
    .execute()
}

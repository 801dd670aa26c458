import type { AccountId, TransactionId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'

/**
 * What follows from transactions that are new or have changed. A step may meet the same rows again, after a crash or in
 * another process at the same time: it must not mind.
 */
export type FollowUp = (ids: readonly TransactionId[]) => Promise<void>

export interface FollowUps {
  /** Over the rows of these accounts, or of all, that have changes which nothing has followed yet. */
  run(accounts?: readonly AccountId[]): Promise<void>
}

const BATCH = 500

/**
 * Runs the steps in their order and then marks the rows; who adds or changes a row counts its `unfollowed` up. A row that
 * changes meanwhile, or whose step failed, stays for the next round; once `isEnding`, all of them stay for the next start.
 */
export function createFollowUps(
  db: Database,
  steps: readonly FollowUp[],
  isEnding: () => boolean = () => false,
): FollowUps {
  async function followBatch(accounts: readonly AccountId[] | undefined): Promise<boolean> {
    let waiting = db
      .selectFrom('transactions')
      .select(['id', 'unfollowed'])
      .where('unfollowed', '>', 0)
    if (accounts) waiting = waiting.where('account_id', 'in', accounts)
    const rows = await waiting.limit(BATCH).execute()
    if (rows.length === 0) return false
    const ids = rows.map(({ id }) => id)
    for (const step of steps) await step(ids)
    for (const [changes, group] of Map.groupBy(rows, ({ unfollowed }) => unfollowed)) {
      await db
        .updateTable('transactions')
        .set({ unfollowed: 0 })
        .where(
          'id',
          'in',
          group.map(({ id }) => id),
        )
        .where('unfollowed', '=', changes)
        .execute()
    }
    return rows.length === BATCH
  }
  return {
    async run(accounts) {
      if (accounts?.length === 0) return
      while (!isEnding() && (await followBatch(accounts)));
    },
  }
}

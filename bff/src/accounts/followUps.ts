import type { AccountId, TransactionId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { DatabaseUnavailableError } from '../store/databaseUnavailableError.ts'

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
 * changes meanwhile, or whose step failed, stays for the next round and holds up no other; once `isEnding`, all of them stay
 * for the next start.
 */
export function createFollowUps(
  db: Database,
  steps: readonly FollowUp[],
  isEnding: () => boolean = () => false,
): FollowUps {
  /** Gives the rows that a step broke on. A batch that breaks is halved until they are found. */
  async function follow(rows: readonly Waiting[]): Promise<Broken[]> {
    try {
      for (const step of steps) await step(rows.map(({ id }) => id))
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) throw error
      const [row] = rows
      if (rows.length === 1 && row) return [{ id: row.id, error }]
      const half = Math.ceil(rows.length / 2)
      return [...(await follow(rows.slice(0, half))), ...(await follow(rows.slice(half)))]
    }
    await mark(db, rows)
    return []
  }
  return {
    async run(accounts) {
      if (accounts?.length === 0) return
      const broken: Broken[] = []
      while (!isEnding() && broken.length < BATCH) {
        const rows = await readWaiting(db, accounts, broken)
        if (rows.length > 0) broken.push(...(await follow(rows)))
        if (rows.length < BATCH) break
      }
      const [first] = broken
      if (first) throw first.error
    },
  }
}

type Waiting = Awaited<ReturnType<typeof readWaiting>>[number]

interface Broken {
  readonly id: TransactionId
  readonly error: unknown
}

function readWaiting(
  db: Database,
  accounts: readonly AccountId[] | undefined,
  broken: readonly Broken[],
) {
  let waiting = db
    .selectFrom('transactions')
    .select(['id', 'unfollowed'])
    .where('unfollowed', '>', 0)
  if (accounts) waiting = waiting.where('account_id', 'in', accounts)
  if (broken.length > 0)
    waiting = waiting.where(
      'id',
      'not in',
      broken.map(({ id }) => id),
    )
  return waiting.limit(BATCH).execute()
}

async function mark(db: Database, rows: readonly Waiting[]): Promise<void> {
  for (const [changes, group] of Map.groupBy(rows, ({ unfollowed }) => unfollowed)) {
    const ids = group.map(({ id }) => id)
    await db
      .updateTable('transactions')
      .set({ unfollowed: 0 })
      .where('id', 'in', ids)
      .where('unfollowed', '=', changes)
      .execute()
  }
}

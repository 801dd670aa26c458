import type { Clock } from '../clock.ts'
import type { Database } from './database.ts'

export interface RateLimitCount {
  readonly hits: number
  /** Epoch milliseconds: when the count starts anew. */
  readonly resetAt: number
}

/** Counters with an end, in the database: a restart or another replica does not start them anew. */
export interface RateLimitStore {
  /** Counts one, atomically; `windowMs` counts from the first of a window. */
  increment(key: string, windowMs: number): Promise<RateLimitCount>
  decrement(key: string): Promise<void>
  read(key: string): Promise<RateLimitCount | null>
  /** Sets the count if it is still as it was read; false when somebody else was faster. */
  replace(key: string, before: RateLimitCount | null, count: RateLimitCount): Promise<boolean>
  /** Sets the count whatever it was. */
  put(key: string, count: RateLimitCount): Promise<void>
  remove(key: string): Promise<void>
  sweep(): Promise<void>
}

export function createRateLimitStore({
  db,
  clock,
}: {
  db: Database
  clock: Clock
}): RateLimitStore {
  return {
    async increment(key, windowMs) {
      const now = clock.now()
      const row = await db
        .insertInto('rate_limits')
        .values({ key, hits: 1, reset_at: now + windowMs })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((eb) => ({
            hits: eb
              .case()
              .when('rate_limits.reset_at', '<=', now)
              .then(1)
              .else(eb('rate_limits.hits', '+', 1))
              .end(),
            reset_at: eb
              .case()
              .when('rate_limits.reset_at', '<=', now)
              .then(now + windowMs)
              .else(eb.ref('rate_limits.reset_at'))
              .end(),
          })),
        )
        .returning(['hits', 'reset_at'])
        .executeTakeFirstOrThrow()
      return { hits: row.hits, resetAt: row.reset_at }
    },
    async decrement(key) {
      await db
        .updateTable('rate_limits')
        .set((eb) => ({ hits: eb('hits', '-', 1) }))
        .where('key', '=', key)
        .where('hits', '>', 0)
        .execute()
    },
    async read(key) {
      const row = await db
        .selectFrom('rate_limits')
        .select(['hits', 'reset_at'])
        .where('key', '=', key)
        .where('reset_at', '>', clock.now())
        .executeTakeFirst()
      return row ? { hits: row.hits, resetAt: row.reset_at } : null
    },
    async replace(key, before, { hits, resetAt }) {
      const result = await db
        .insertInto('rate_limits')
        .values({ key, hits, reset_at: resetAt })
        .onConflict((conflict) => {
          const update = conflict.column('key').doUpdateSet({ hits, reset_at: resetAt })
          if (!before) return update.where('rate_limits.reset_at', '<=', clock.now())
          return update
            .where('rate_limits.hits', '=', before.hits)
            .where('rate_limits.reset_at', '=', before.resetAt)
        })
        .executeTakeFirst()
      return result.numInsertedOrUpdatedRows === 1n
    },
    async put(key, { hits, resetAt }) {
      await db
        .insertInto('rate_limits')
        .values({ key, hits, reset_at: resetAt })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ hits, reset_at: resetAt }))
        .execute()
    },
    async remove(key) {
      await db.deleteFrom('rate_limits').where('key', '=', key).execute()
    },
    async sweep() {
      await db.deleteFrom('rate_limits').where('reset_at', '<=', clock.now()).execute()
    },
  }
}

import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { engineOf } from '../engine.ts'

/**
 * Two ways to `day_sums` that need no look at its rows: the running balance adds up years of days, which PostgreSQL has strewn
 * over the table in the order of their last change; and which currencies there are is found without going through all days.
 */
export async function createSumIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('day_sums_currency').on('day_sums').column('currency').execute()
  // On SQLite the table is the index: its rows lie in the order of the key.
  if (engineOf(db) === 'postgres')
    await sql`create index day_sums_walk on day_sums (account_id, booking_date, status)
      include (currency, state, count, sum_in, sum_out)`.execute(db)
}

import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'

/** Who did what is told for a year. */
const KEPT_MS = 365 * 24 * 60 * 60_000
const SWEPT_AT_ONCE = 500

/** Forgets what is older than a year; a bounded number of rows at a time. */
export async function sweepAccessLog({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  const old = db
    .selectFrom('access_log')
    .select('id')
    .where('at', '<', clock.now() - KEPT_MS)
    .limit(SWEPT_AT_ONCE)
  await db.deleteFrom('access_log').where('id', 'in', old).execute()
}

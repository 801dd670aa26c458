import type { Clock } from '../clock.ts'
import type { Database } from './database.ts'

const LAST_SEEN = 'last_seen_at'
/** Clocks are set back a little by time servers; more than this is a wrong clock. */
const TOLERANCE_MS = 5 * 60_000

/** Notes the time, so that a clock that jumps back (a Pi without battery) is noticed: sessions and budgets would live on. */
export async function noteTime({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  const value = String(clock.now())
  await db
    .insertInto('meta')
    .values({ key: LAST_SEEN, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

export async function isClockSane({ db, clock }: { db: Database; clock: Clock }): Promise<boolean> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', LAST_SEEN)
    .executeTakeFirst()
  return row === undefined || clock.now() >= Number(row.value) - TOLERANCE_MS
}

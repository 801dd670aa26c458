import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

/** Its row in `meta`, shared by all replicas. */
const KEY = 'backups'
/** After a failure, and as long as another replica may still be at it. */
const AGAIN_AFTER_MS = 15 * 60_000

const state = v.object({
  /** Epoch milliseconds; null: never. */
  goodAt: v.nullable(v.number()),
  triedAt: v.nullable(v.number()),
})
/** How it went with scheduled backups. */
export type BackupState = v.InferOutput<typeof state>

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

export async function readBackupState(db: Database): Promise<BackupState> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst()
  return row ? v.parse(state, JSON.parse(row.value)) : { goodAt: null, triedAt: null }
}

/** True for one of all replicas, once a backup is due: it is the one to make it. */
export function claimBackup({ db, clock }: Deps, everyMs: number): Promise<boolean> {
  const now = clock.now()
  return transact(db, KEY, async (transaction) => {
    const { goodAt, triedAt } = await readBackupState(transaction)
    const pauseMs = Math.min(AGAIN_AFTER_MS, everyMs)
    if (!isOver(goodAt, everyMs, now) || !isOver(triedAt, pauseMs, now)) return false
    await save(transaction, { goodAt, triedAt: now })
    return true
  })
}

export function noteBackup({ db, clock }: Deps): Promise<void> {
  const now = clock.now()
  return transact(db, KEY, (transaction) => save(transaction, { goodAt: now, triedAt: now }))
}

/** A time that is yet to come was noted by a clock that was wrong. */
function isOver(at: number | null, ms: number, now: number): boolean {
  return at === null || at > now || now - at >= ms
}

async function save(db: Database, next: BackupState): Promise<void> {
  const value = JSON.stringify(next)
  await db
    .insertInto('meta')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

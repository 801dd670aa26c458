import type { ConnectionId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'

/** A runner that was killed holds its connection so long at most. */
export const LEASE_MS = 30_000
const BEAT_MS = 10_000
/** No lease reaches so far: somebody's clock was wrong. */
const ABSURD_MS = 10 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
}

/** The right to ask one connection's bank, across processes and replicas. */
export interface Lease {
  release(): Promise<void>
}

/** null: another runner has it, or the connection was given up. A living holder keeps it until it lets go. */
export async function takeLease(deps: Deps, id: ConnectionId): Promise<Lease | null> {
  const { db, clock, log } = deps
  const owner = randomId()
  const now = clock.now()
  const taken = await db
    .updateTable('connections')
    .set({ sync_owner: owner, sync_until: now + LEASE_MS })
    .where('id', '=', id)
    .where('status', '!=', 'disconnected')
    .where((eb) => eb.or([eb('sync_until', '<=', now), eb('sync_until', '>', now + ABSURD_MS)]))
    .executeTakeFirst()
  if (taken.numUpdatedRows !== 1n) return null
  const mine = () =>
    db.updateTable('connections').where('id', '=', id).where('sync_owner', '=', owner)
  const timer = setInterval(() => {
    mine()
      .set({ sync_until: clock.now() + LEASE_MS })
      .execute()
      .catch((error: unknown) => log.warn({ event: 'sync.lease_failed', connection: id, error }))
  }, BEAT_MS)
  timer.unref()
  return {
    async release() {
      clearInterval(timer)
      await mine().set({ sync_owner: null, sync_until: 0 }).execute()
    },
  }
}

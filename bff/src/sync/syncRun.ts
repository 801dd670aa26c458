import type { SyncCause, SyncState, SyncStep } from '@skrin/shared/api/sync'
import type { ConnectionId, LocalDate, SyncRunId } from '@skrin/shared/brand'
import { syncRunId } from '@skrin/shared/api/primitives'
import type { ProblemCode } from '@skrin/shared/problems'
import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Database } from '../store/database.ts'

const KEPT_MS = 90 * 24 * 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

export interface Progress {
  readonly step: SyncStep
  readonly from: LocalDate | null
  readonly done: number
  readonly total: number
}

/** One round's row, which open pages are told of as it changes. */
export interface SyncRunKeeper {
  readonly id: SyncRunId
  note(progress: Progress): Promise<void>
  countAdded(added: number): void
  end(state: SyncState, problem: ProblemCode | null): Promise<void>
}

/** Whoever begins holds the lease: a round that seems to run still died with its process. */
export async function startRun(
  { db, clock }: Deps,
  connection: ConnectionId,
  cause: SyncCause,
): Promise<SyncRunKeeper> {
  const id = v.parse(syncRunId, randomId())
  const startedAt = clock.now()
  let added = 0
  await endAbandoned({ db, clock }, connection)
  await db
    .insertInto('sync_runs')
    .values({
      ...{ id, connection_id: connection, cause, state: 'running', problem: null },
      ...{ started_at: startedAt, ended_at: null, told_at: startedAt },
      ...{ step: 'accounts', from_date: null, done: 0, total: 0, added },
    })
    .execute()
  const update = () => db.updateTable('sync_runs').where('id', '=', id)
  return {
    id,
    countAdded(more) {
      added += more
    },
    async note({ from, ...progress }) {
      await update()
        .set({ ...progress, from_date: from, added, told_at: clock.now() })
        .execute()
    },
    async end(state, problem) {
      const now = clock.now()
      await update().set({ state, problem, added, ended_at: now, told_at: now }).execute()
    },
  }
}

async function endAbandoned({ db, clock }: Deps, connection: ConnectionId): Promise<void> {
  const now = clock.now()
  await db
    .updateTable('sync_runs')
    .set({ state: 'stopped', ended_at: now, told_at: now })
    .where('connection_id', '=', connection)
    .where('state', '=', 'running')
    .execute()
}

/** How many rounds of a connection failed, one after the other, up to now. */
export async function countFailures(db: Database, connection: ConnectionId): Promise<number> {
  const rows = await db
    .selectFrom('sync_runs')
    .select('state')
    .where('connection_id', '=', connection)
    .where('state', 'in', ['done', 'partial', 'failed'])
    .orderBy('started_at', 'desc')
    .limit(10)
    .execute()
  const good = rows.findIndex(({ state }) => state !== 'failed')
  return good === -1 ? rows.length : good
}

/** Rounds of long ago say nothing any more. */
export async function sweepRuns({ db, clock }: Deps): Promise<void> {
  await db
    .deleteFrom('sync_runs')
    .where('started_at', '<', clock.now() - KEPT_MS)
    .execute()
}

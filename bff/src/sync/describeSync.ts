import type { Selectable } from 'kysely'
import type { ConnectionSync, SyncRun } from '@skrin/shared/api/sync'
import type { LocalDate } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type SyncRunRow = Selectable<Schema['sync_runs']>

export async function describeSync(
  db: Database,
  { id, next_sync_at: nextAt, status }: ConnectionRow,
): Promise<ConnectionSync> {
  const run = await db
    .selectFrom('sync_runs')
    .selectAll()
    .where('connection_id', '=', id)
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  const accounts = await db
    .selectFrom('accounts')
    .select(['covered_from', 'history_whole'])
    .where('connection_id', '=', id)
    .where('closed', '=', 0)
    .execute()
  return {
    run: run ? toSyncRun(run) : null,
    nextAt: nextAt === null || status === 'reconnect' ? null : toInstant(nextAt),
    historyFrom: toLatest(accounts.map(({ covered_from: from }) => from)),
    historyWhole: accounts.length > 0 && accounts.every((one) => one.history_whole === 1),
  }
}

export function toSyncRun(row: SyncRunRow): SyncRun {
  return {
    id: row.id,
    connection: row.connection_id,
    cause: row.cause,
    state: row.state,
    problem: row.problem,
    startedAt: toInstant(row.started_at),
    endedAt: row.ended_at === null ? null : toInstant(row.ended_at),
    step: row.step,
    from: row.from_date,
    done: row.done,
    total: row.total,
    added: row.added,
  }
}

/** What all of them have: null where one has nothing yet. */
function toLatest(days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.reduce<LocalDate | null>((latest, day, index) => {
    if (day === null || (index > 0 && latest === null)) return null
    return latest === null || day > latest ? day : latest
  }, null)
}

import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '../clock.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { takeLease } from './syncLease.ts'
import type { Lease } from './syncLease.ts'

const LOOK_MS = 150
/** What is younger is not worth waiting for: whoever asks now may be at it for minutes, with earlier years. */
const NEWEST_MS = 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
}

export interface Turn {
  /** null: somebody else asked meanwhile, the connection was given up, or the program ends. */
  readonly lease: Lease | null
  /** As it is now. */
  readonly row: ConnectionRow
}

/** The lease, once whoever has it is done; what another runner brought meanwhile is not asked for again. */
export async function waitForTurn(
  deps: Deps,
  connection: ConnectionRow,
  { isEnding }: { isEnding(): boolean },
): Promise<Turn> {
  const { db } = deps
  for (;;) {
    const lease = await takeLease(deps, connection.id)
    const row = await findRow(db, connection)
    if (!row || row.status === 'disconnected') {
      await lease?.release()
      return { lease: null, row: { ...(row ?? connection), problem: 'reconnect_needed' } }
    }
    const isAsked = row.asked_at !== null && row.asked_at > (connection.asked_at ?? 0)
    if (!isAsked && lease) return { lease, row }
    if (isAsked || isEnding() || (!lease && isFresh(row, deps.clock.now()))) {
      await lease?.release()
      return { lease: null, row }
    }
    await delay(LOOK_MS)
  }
}

/** Whether the newest is known well enough to go on with earlier years. */
export function isFresh({ good_at: goodAt, problem }: ConnectionRow, now: number): boolean {
  return goodAt !== null && problem === null && now - goodAt < NEWEST_MS
}

function findRow(db: Database, { id }: ConnectionRow): Promise<ConnectionRow | undefined> {
  return db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
}

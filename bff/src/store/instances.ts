import { hostname } from 'node:os'
import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import { StartError } from '../startError.ts'
import { version } from '../version.ts'
import type { Database } from './database.ts'

const BEAT_MS = 15_000
/** A program that was not seen for so long is not running. */
export const STALE_MS = 60_000
/** Its row in `meta`. */
export const MAINTENANCE = 'maintenance'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** This program's row among those that run on the database. */
export interface Instance {
  /** Takes the row away: the program ends. */
  leave(): Promise<void>
}

/**
 * Says that this program runs. It says so before it looks for a command that wants the database for itself, and such a
 * command marks itself before it looks for programs: of two at once at least one sees the other.
 * @throws StartError while such a command is at work
 */
export async function announceInstance({ db, clock, log }: Deps & { log: Log }): Promise<Instance> {
  const id = randomId()
  const now = clock.now()
  const about = { started_at: now, host: hostname(), version }
  await db
    .insertInto('instances')
    .values({ id, seen_at: now, ...about })
    .execute()
  const leave = async () => {
    await db.deleteFrom('instances').where('id', '=', id).execute()
  }
  const command = await readMaintenance({ db, clock })
  if (command !== null) {
    await leave()
    throw new StartError(
      `skrin ${command} is at work on this household; start again when it is done`,
    )
  }
  const timer = setInterval(() => {
    beat({ db, clock }, { id, ...about }).catch((error: unknown) =>
      log.warn({ event: 'instance.beat_failed', error }),
    )
  }, BEAT_MS)
  timer.unref()
  return {
    async leave() {
      clearInterval(timer)
      // Where the database is away the row goes stale by itself: no reason not to end.
      await leave().catch((error: unknown) => log.warn({ event: 'instance.leave_failed', error }))
    },
  }
}

/** Puts the row back where somebody swept it away, as after a machine slept. */
async function beat(
  { db, clock }: Deps,
  row: { id: string; started_at: number; host: string; version: string },
): Promise<void> {
  const now = clock.now()
  await db
    .insertInto('instances')
    .values({ ...row, seen_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: now }))
    .execute()
  await db
    .deleteFrom('instances')
    .where('seen_at', '<', now - STALE_MS)
    .execute()
}

export interface RunningInstance {
  readonly host: string
  readonly version: string
  /** Epoch milliseconds. */
  readonly startedAt: number
}

export async function listRunning({ db, clock }: Deps): Promise<RunningInstance[]> {
  const rows = await db
    .selectFrom('instances')
    .select(['host', 'version', 'started_at'])
    .where('seen_at', '>=', clock.now() - STALE_MS)
    .orderBy('started_at')
    .execute()
  return rows.map(({ host, version, started_at: startedAt }) => ({ host, version, startedAt }))
}

export type Alone<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'refused'; readonly running: readonly RunningInstance[] }

/** Does `work` while no program runs on the database, and keeps any from starting. `command` as a person knows it. */
export async function runAlone<T>(
  { db, clock }: Deps,
  command: string,
  work: () => Promise<T>,
): Promise<Alone<T>> {
  const mark = () => saveMaintenance({ db, clock }, command)
  await mark()
  // A mark that cannot be renewed is over by itself; what broke shows in `work`.
  const timer = setInterval(() => void mark().catch(() => clearInterval(timer)), BEAT_MS)
  try {
    const running = await listRunning({ db, clock })
    if (running.length > 0) return { status: 'refused', running }
    return { status: 'done', value: await work() }
  } finally {
    clearInterval(timer)
    await db.deleteFrom('meta').where('key', '=', MAINTENANCE).execute()
  }
}

const maintenance = v.object({ command: v.string(), seenAt: v.number() })

async function saveMaintenance({ db, clock }: Deps, command: string): Promise<void> {
  const value = JSON.stringify({ command, seenAt: clock.now() })
  await db
    .insertInto('meta')
    .values({ key: MAINTENANCE, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** The command that has the database for itself; null: none, or one that died. */
async function readMaintenance({ db, clock }: Deps): Promise<string | null> {
  const row = await db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', MAINTENANCE)
    .executeTakeFirst()
  if (!row) return null
  const { command, seenAt } = v.parse(maintenance, JSON.parse(row.value))
  return seenAt >= clock.now() - STALE_MS ? command : null
}

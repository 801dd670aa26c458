import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Database } from './database.ts'
import { isClockSane, noteTime } from './lastSeen.ts'
import type { RateLimitStore } from './rateLimitStore.ts'
import type { SessionStore } from './sessionStore.ts'

const EVERY_MS = 10 * 60_000
/** Longer than the window of any bank's limit. */
const COUNTED_MS = 31 * 24 * 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly sessions: SessionStore
  readonly limits: RateLimitStore
  /** Further work of each round. A start does not wait for it: some of it speaks to banks. */
  readonly chores?: readonly (() => Promise<void>)[]
}

export interface Upkeep {
  stop(): Promise<void>
}

/** Now and every ten minutes: sweeps what is over and notes the time. */
export async function startUpkeep(deps: Deps): Promise<Upkeep> {
  await keepUp(deps)
  let round = doChores(deps)
  const timer = setInterval(() => {
    round = round.then(() => keepUp(deps)).then(() => doChores(deps))
  }, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}

async function keepUp({ db, clock, log, sessions, limits }: Deps): Promise<void> {
  try {
    await sessions.sweep()
    await limits.sweep()
    await sweepBankTraces(db, clock.now())
    if (await isClockSane({ db, clock })) await noteTime({ db, clock })
    else log.warn({ event: 'clock.went_back' })
  } catch (error) {
    log.error({ event: 'upkeep.failed', error })
  }
}

/** One that fails keeps none of the others from being done. */
async function doChores({ log, chores = [] }: Deps): Promise<void> {
  for (const chore of chores) {
    await chore().catch((error: unknown) => log.error({ event: 'upkeep.failed', error }))
  }
}

/** An attempt that nobody finished still holds what the bank gave for it; calls of a connection that is gone count for nobody. */
async function sweepBankTraces(db: Database, now: number): Promise<void> {
  await db.deleteFrom('connect_attempts').where('expires_at', '<=', now).execute()
  await db.deleteFrom('sign_in_challenges').where('expires_at', '<=', now).execute()
  await db
    .deleteFrom('bank_calls')
    .where('at', '<=', now - COUNTED_MS)
    .execute()
}

import type { Refresher } from '../accounts/refreshConnection.ts'
import type { Clock } from '../clock.ts'
import type { BankAccess } from '../connections/bankAccess.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { Ticker } from './ticker.ts'

const TICK_MS = 10_000
/** Connections that are asked at the same time. */
const AT_ONCE = 2
const MOST_IN_ROUND = 50

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly access: Pick<BankAccess, 'getLine'>
  readonly refresher: Pick<Refresher, 'sync'>
}

/** Asks the banks by itself, each connection when its time has come. */
export interface Sync {
  /** Those that are due, now; resolves when all of them were asked. Of several at once one does it. */
  round(): Promise<void>
  stop(): Promise<void>
}

/** `ticker` null: nothing is asked unless somebody wants it. */
export function createSync(deps: Deps, ticker: Ticker | null): Sync {
  let isStopped = false
  let running: Promise<void> | null = null
  const round = () =>
    (running ??= askDue(deps, () => isStopped).finally(() => {
      running = null
    }))
  const ticking = ticker?.start(TICK_MS, () => void round())
  return {
    round,
    async stop() {
      isStopped = true
      ticking?.stop()
      await running
    },
  }
}

async function askDue(deps: Deps, isStopped: () => boolean): Promise<void> {
  const { db, clock, log, access, refresher } = deps
  try {
    const due = await listDue(db, clock.now())
    const waiting = due.filter(({ bank }) => access.getLine(bank) !== undefined)
    const work = async () => {
      for (let row = waiting.shift(); row && !isStopped(); row = waiting.shift())
        await refresher.sync(row, 'schedule')
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } catch (error) {
    // The database is away: the next tick finds the same connections due.
    log.error({ event: 'sync.failed', error })
  }
}

/** The longest due first. One that waits for its person, or whose bank asked for quiet, is not among them. */
function listDue(db: Database, now: number): Promise<ConnectionRow[]> {
  return db
    .selectFrom('connections')
    .innerJoin('members', 'members.id', 'connections.member_id')
    .selectAll('connections')
    .where('members.leaving_at', 'is', null)
    .where('connections.status', 'in', ['working', 'failing'])
    .where('connections.sync_until', '<=', now)
    .where((eb) =>
      eb.or([eb('next_sync_at', 'is', null), eb('connections.next_sync_at', '<=', now)]),
    )
    .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<=', now)]))
    .orderBy('connections.next_sync_at')
    .orderBy('connections.id')
    .limit(MOST_IN_ROUND)
    .execute()
}

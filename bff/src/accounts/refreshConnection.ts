import type { Outcome } from '@skrin/shared/api/connections'
import type { SyncCause } from '@skrin/shared/api/sync'
import type { ConnectionId } from '@skrin/shared/brand'
import type { Presence } from '../banks/bank.ts'
import type { BankAccess } from '../connections/bankAccess.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { waitForTurn } from '../sync/waitForTurn.ts'
import { toOutcome } from './connectionOutcome.ts'
import { runRound } from './runRound.ts'
import type { VisitDeps } from './visit.ts'

export interface RefreshDeps extends VisitDeps {
  readonly access: BankAccess
  /** 0 to 1, as Math.random, which it is where nothing is said. */
  readonly random?: () => number
  /** False: nothing is asked by itself, so no time for it is planned. */
  readonly plansAhead?: boolean
}

/** Asks one connection's bank for accounts and transactions and keeps what it says. One at a time per connection, across replicas. */
export interface Refresher {
  /** The newest, for a person who waits for it. */
  refresh(connection: ConnectionRow, presence: Presence | null): Promise<Outcome>
  /** The newest where it is due, and what is missing of earlier years; nobody waits. */
  sync(connection: ConnectionRow, cause: SyncCause): Promise<Outcome>
  /** Begins nothing more; resolves when nothing is under way. */
  settle(): Promise<void>
}

export function createRefresher(deps: RefreshDeps): Refresher {
  const flights = new Map<ConnectionId, Flight>()
  let isEnding = false
  const start = (connection: ConnectionRow, asking: Wanted): Flight => {
    const flying = flights.get(connection.id)
    if (flying) return flying
    const newest = Promise.withResolvers<Outcome>()
    const context = { ...asking, isEnding: () => isEnding, onNewest: newest.resolve }
    const whole = fly(deps, connection, context).finally(() => flights.delete(connection.id))
    // Whoever came for the newest hears also of a round that ends before it, and of one that breaks.
    whole.then(newest.resolve, newest.reject)
    // A round that breaks where nobody waits for the newest ends no process: whoever waits for the whole hears of it.
    newest.promise.catch(() => undefined)
    const flight = { newest: asking.withHistory ? newest.promise : whole, whole }
    flights.set(connection.id, flight)
    return flight
  }
  return {
    refresh: (connection, presence) => {
      const cause = connection.asked_at === null ? 'connect' : 'person'
      return start(connection, { presence, cause, withHistory: false }).newest
    },
    sync: (connection, cause) =>
      start(connection, { presence: null, cause, withHistory: true }).whole,
    async settle() {
      isEnding = true
      await Promise.allSettled([...flights.values()].map(({ whole }) => whole))
      isEnding = false
    },
  }
}

interface Flight {
  /** What somebody who waits is told. */
  readonly newest: Promise<Outcome>
  readonly whole: Promise<Outcome>
}

interface Wanted {
  readonly presence: Presence | null
  readonly cause: SyncCause
  /** Whether it goes on with earlier years once the newest is there. */
  readonly withHistory: boolean
}

export interface Asking extends Wanted {
  isEnding(): boolean
  onNewest(outcome: Outcome): void
}

async function fly(deps: RefreshDeps, connection: ConnectionRow, asking: Asking): Promise<Outcome> {
  const turn = await waitForTurn(deps, connection, asking)
  if (turn.lease === null) return toOutcome(deps.clock, turn.row, 'ok')
  try {
    return await runRound(deps, turn.row, asking)
  } finally {
    await turn.lease.release()
  }
}

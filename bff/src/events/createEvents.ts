import type { ServerEvent } from '@skrin/shared/api/events'
import type { MemberId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { SessionStore } from '../store/sessionStore.ts'
import type { Ticker } from '../sync/ticker.ts'
import { KEPT_MS } from './noteChange.ts'
import { readNews } from './readNews.ts'
import type { Told } from './readNews.ts'

const POLL_MS = 1000
/** So long may a replica's clock be behind, and a write take until others see it. */
const OVERLAP_MS = 10_000
/** Proxies close a connection on which nothing comes for a minute or less. */
const BEAT_MS = 15_000
/** Tabs share one stream; another browser engine, or a page that just closed, may have its own for a while. */
const MOST_PER_SESSION = 4
const MOST_IN_ALL = 1000

/** Somebody with a page open. */
export interface Listener {
  readonly member: MemberId
  readonly sessionHash: string
  /** Where an earlier stream ended, in epoch milliseconds; null: this is the first. */
  readonly since: number | null
  /** `id` is what a later stream names to go on from here. */
  send(event: ServerEvent, id: string): void
  /** Nothing happened. */
  beat(): void
  end(): void
}

export interface Events {
  /** Returns what ends the listening; null: too many of this session, or in all, listen already. */
  listen(listener: Listener): (() => void) | null
  /** Ends every stream, so that a program that ends does not wait for them. */
  close(): void
}

export interface EventsDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly sessions: Pick<SessionStore, 'find'>
  readonly ticker: Ticker
}

export interface Seat extends Listener {
  readonly told: Told
  beatAt: number
}

/**
 * Tells open pages what happens, on this replica or another: one look at the database a second for all of them together,
 * and none while nobody listens.
 */
export function createEvents(deps: EventsDeps): Events {
  const seats = new Set<Seat>()
  let ticking: { stop(): void } | null = null
  let looking: Promise<void> | null = null
  const leave = (seat: Seat) => {
    seats.delete(seat)
    if (seats.size > 0) return
    ticking?.stop()
    ticking = null
  }
  const dismiss = (seat: Seat) => {
    leave(seat)
    seat.end()
  }
  const look = () =>
    void (looking ??= tellAll(deps, seats, dismiss).finally(() => {
      looking = null
    }))
  return {
    listen(listener) {
      const ofSession = [...seats].filter(({ sessionHash }) => sessionHash === listener.sessionHash)
      if (ofSession.length >= MOST_PER_SESSION || seats.size >= MOST_IN_ALL) return null
      const seat = { ...listener, told: toTold(deps, listener), beatAt: deps.clock.now() }
      seats.add(seat)
      ticking ??= deps.ticker.start(POLL_MS, look)
      return () => leave(seat)
    },
    close() {
      for (const seat of [...seats]) dismiss(seat)
    },
  }
}

/** A stream takes up where the one before it ended; a first one a little before, for what came while its page loaded. */
function toTold({ clock }: EventsDeps, { since }: Listener): Told {
  const now = clock.now()
  const from = since === null || since > now ? now : since
  const isLate = from < now - KEPT_MS
  return { from: from - OVERLAP_MS, runs: new Map(), changes: new Set(), notices: null, isLate }
}

async function tellAll(
  deps: EventsDeps,
  seats: ReadonlySet<Seat>,
  dismiss: (seat: Seat) => void,
): Promise<void> {
  const { clock, sessions, log } = deps
  try {
    const now = clock.now()
    const hashes = new Set([...seats].map(({ sessionHash }) => sessionHash))
    for (const hash of hashes) {
      if (await sessions.find(hash)) continue
      for (const seat of seats) if (seat.sessionHash === hash) dismiss(seat)
    }
    const news = await readNews(deps, [...seats])
    for (const [seat, events] of news) {
      if (!seats.has(seat)) continue
      for (const event of events) seat.send(event, String(now))
      if (events.length > 0) seat.beatAt = now
      else if (now - seat.beatAt >= BEAT_MS) {
        seat.beat()
        seat.beatAt = now
      }
      seat.told.from = now - OVERLAP_MS
    }
  } catch (error) {
    // The next look finds what this one did not.
    log.warn({ event: 'events.look_failed', error })
  }
}

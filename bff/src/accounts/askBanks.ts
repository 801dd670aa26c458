import { setTimeout as delay } from 'node:timers/promises'
import type { Outcome } from '@skrin/shared/api/connections'
import type { MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { Presence } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'
import { listConnectionRows } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import { isBlocked, toOutcome } from './connectionOutcome.ts'
import type { Refresher } from './refreshConnection.ts'

/** Answers younger than this are not asked for again: it keeps a page with many tabs within every bank's limit. */
const FRESH_MS = 5 * 60_000
/** A bank that failed is left alone this long, unless the person asks for it. */
const FAILED_PAUSE_MS = 60_000
/** A page waits this long for the slowest bank; its answer is still kept when it comes. */
const WAIT_MS = 7000

export interface AskDeps {
  readonly db: Database
  readonly clock: Clock
  readonly refresher: Refresher
}

/** Brings the member's own connections up to date where needed. One outcome per connection, whatever the banks do. */
export async function askBanks(
  deps: AskDeps,
  member: MemberId,
  { presence, prefer }: { presence: Presence; prefer: 'cache' | undefined },
): Promise<Outcome[]> {
  const rows = await listConnectionRows(deps.db, member)
  const { clock } = deps
  if (prefer === 'cache') return rows.map((row) => toOutcome(clock, row, 'cached'))
  return Promise.all(
    rows.map(async (row) =>
      isDue(clock, row) ? askInTime(deps, row, presence) : toOutcome(clock, row, 'ok'),
    ),
  )
}

function isDue({ now }: Clock, row: ConnectionRow): boolean {
  if (row.status === 'reconnect') return false
  if (isBlocked(row, now())) return false
  const pause = row.problem === null || row.problem === 'bank_partial' ? FRESH_MS : FAILED_PAUSE_MS
  return row.asked_at === null || now() - row.asked_at >= pause
}

async function askInTime(
  { refresher, clock }: AskDeps,
  row: ConnectionRow,
  presence: Presence,
): Promise<Outcome> {
  const timer = new AbortController()
  const tooLong = delay(WAIT_MS, null, { signal: timer.signal, ref: false }).catch(() => null)
  const outcome = await Promise.race([refresher.refresh(row, presence), tooLong])
  timer.abort()
  if (outcome) return outcome
  return {
    ...toOutcome(clock, row, 'failed'),
    problem: 'bank_timeout',
    askedAt: toInstant(clock.now()),
  }
}

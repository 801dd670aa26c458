import type { Connection, Outcome } from '@skrin/shared/api/connections'
import { instantMs } from '@skrin/shared/dates'
import { toTroubled } from '../ledger/outcomeSummary.ts'

const SOON_MS = 14 * 86_400_000

/** What needs a person: answers that went wrong, and access that must be renewed soon. */
export interface Attention {
  readonly outcomes: readonly Outcome[]
  readonly renewals: readonly Connection[]
}

export function toAttention(
  outcomes: readonly Outcome[],
  connections: readonly Connection[],
  nowMs: number,
): Attention {
  const troubled = toTroubled([...outcomes, ...toUnheard(outcomes, connections)])
  const told = new Set(troubled.map(({ connection }) => connection))
  return {
    outcomes: troubled,
    renewals: connections.filter(
      ({ id, renewBy }) => renewBy && !told.has(id) && instantMs(renewBy) - nowMs < SOON_MS,
    ),
  }
}

/** A connection that waits for its person says so even where no list answer speaks of it. */
function toUnheard(outcomes: readonly Outcome[], connections: readonly Connection[]): Outcome[] {
  const troubled = new Set(
    outcomes.filter(({ status }) => status === 'failed').map(({ connection }) => connection),
  )
  return connections
    .filter(({ id, status }) => status === 'reconnect' && !troubled.has(id))
    .map(({ id, bank, lastAskedAt, lastGoodAt }) => ({
      connection: id,
      bank,
      status: 'failed',
      problem: 'reconnect_needed',
      field: null,
      askedAt: lastAskedAt,
      lastGoodAt,
      retryAt: null,
      reference: null,
    }))
}

import type { Connection, Outcome } from '@skrin/shared/api/connections'
import type { ConnectionId } from '@skrin/shared/brand'
import { instantMs } from '@skrin/shared/dates'
import { toTroubled } from '../ledger/outcomeSummary.ts'

const SOON_MS = 14 * 86_400_000

/** What needs a person, or may: access that must be renewed now or soon, and answers that went wrong. */
export interface Attention {
  /** Access that has ended: nothing new comes until its person renews it. */
  readonly ended: readonly Outcome[]
  readonly ending: readonly Connection[]
  /** What else went wrong. Skrin tries again by itself. */
  readonly failing: readonly Outcome[]
}

export function toAttention(
  outcomes: readonly Outcome[],
  connections: readonly Connection[],
  nowMs: number,
): Attention {
  const troubled = toTroubled([...outcomes, ...toUnheard(outcomes, connections)])
  const told = new Set(troubled.map(({ connection }) => connection))
  return {
    ended: troubled.filter(needsRenewal),
    failing: troubled.filter((outcome) => !needsRenewal(outcome)),
    ending: connections.filter(
      ({ id, renewBy }) => renewBy && !told.has(id) && instantMs(renewBy) - nowMs < SOON_MS,
    ),
  }
}

/** The same with a later ending among the failures: beside the `first` endings there was no place kept for it. */
export function foldLate(attention: Attention, first: Attention): Attention {
  const placed = new Set([...first.ended, ...first.ending].map(toConnection))
  const isPlaced = (outcome: Outcome) => placed.has(outcome.connection)
  return {
    ended: attention.ended.filter(isPlaced),
    ending: attention.ending,
    failing: [...attention.ended.filter((outcome) => !isPlaced(outcome)), ...attention.failing],
  }
}

function toConnection(one: Outcome | Connection): ConnectionId {
  return 'id' in one ? one.id : one.connection
}

/** A connection that waits for its person says so even where no list answer speaks of it. */
function toUnheard(outcomes: readonly Outcome[], connections: readonly Connection[]): Outcome[] {
  const troubled = new Set(
    outcomes.filter(({ status }) => status === 'failed').map(({ connection }) => connection),
  )
  return connections
    .filter(({ id, status }) => status === 'reconnect' && !troubled.has(id))
    .map(({ id, bank, label, lastAskedAt, lastGoodAt }) => ({
      connection: id,
      bank,
      bankLabel: label,
      status: 'failed',
      problem: 'reconnect_needed',
      field: null,
      askedAt: lastAskedAt,
      lastGoodAt,
      retryAt: null,
      reference: null,
    }))
}

function needsRenewal({ problem }: Outcome): boolean {
  return problem === 'reconnect_needed'
}

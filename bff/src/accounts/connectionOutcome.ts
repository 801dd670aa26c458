import type { Outcome } from '@skrin/shared/api/connections'
import { toInstant } from '@skrin/shared/dates'
import type { ProblemCode } from '@skrin/shared/problems'
import type { BankError } from '../banks/bankError.ts'
import type { Clock } from '../clock.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'

/** How a connection that was not asked stands: as the last asking left it. */
export function toOutcome(
  { now }: Clock,
  row: ConnectionRow,
  whenGood: 'ok' | 'cached' | 'failed',
): Outcome {
  return {
    connection: row.id,
    bank: row.bank,
    bankLabel: row.label,
    status: toStatus(row.problem, whenGood),
    problem: row.problem,
    field: null,
    askedAt: toNullable(row.asked_at),
    lastGoodAt: toNullable(row.good_at),
    retryAt: isBlocked(row, now()) ? toNullable(row.blocked_until) : null,
    reference: null,
  }
}

/** What one asking came to. */
export interface Asked {
  readonly problem: ProblemCode | null
  readonly error?: BankError
  readonly reference?: string
}

export function toAskedOutcome(row: ConnectionRow, askedAt: number, asked: Asked): Outcome {
  const { problem, error, reference = null } = asked
  return {
    connection: row.id,
    bank: row.bank,
    bankLabel: row.label,
    status: toStatus(problem, 'ok'),
    problem,
    field: error?.field ?? null,
    askedAt: toInstant(askedAt),
    lastGoodAt: toNullable(problem === null ? askedAt : row.good_at),
    retryAt: error?.retryAt ?? null,
    reference,
  }
}

export function isBlocked({ blocked_until: until }: ConnectionRow, now: number): boolean {
  return until !== null && until > now
}

function toStatus<Good extends Outcome['status']>(problem: ProblemCode | null, whenGood: Good) {
  if (problem === null) return whenGood
  return problem === 'bank_partial' ? 'partial' : 'failed'
}

function toNullable(ms: number | null) {
  return ms === null ? null : toInstant(ms)
}

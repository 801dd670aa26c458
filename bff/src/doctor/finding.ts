import type { Bank } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'
import type { Config, Secrets } from '../config/config.ts'
import type { Database } from '../store/database.ts'

export type FindingStatus = 'ok' | 'attention' | 'failed'

/** One line of what the doctor says, for the person who runs Skrin: nothing secret, nobody's name. */
export interface Finding {
  /** What was looked at, e.g. `disk`. */
  readonly about: string
  readonly status: FindingStatus
  readonly message: string
  /** What to do about it. */
  readonly advice?: string
}

/** What the doctor looks at. */
export interface Patient {
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
  readonly banks: readonly Bank[]
}

/** One that has a database that answers. */
export interface OpenedPatient extends Patient {
  readonly db: Database
}

export function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.name : 'unknown'
}

import type { LocalDate } from '@skrin/shared/brand'
import type { RequestHandler } from 'express'
import type { Grants } from '../../kit/grants.ts'
import type { SandboxKit } from '../../kit/sandboxBank.ts'

export const BANK = 'sbanken'

/** What the routes of this bank share. */
export interface SbankenParts {
  readonly kit: SandboxKit
  readonly grants: Grants
  readonly today: () => LocalDate
  /** The first handlers of an API route: the journal, the faults and the calls of this minute. */
  readonly begin: (operation: string) => RequestHandler[]
}

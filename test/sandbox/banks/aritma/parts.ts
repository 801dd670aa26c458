import type { RequestHandler } from 'express'
import { operation } from '../../kit/faults.ts'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import type { AccessTokens } from './accessTokens.ts'
import type { Consents } from './consents.ts'
import type { Payments } from './payments.ts'
import type { AritmaSwitches } from './switches.ts'
import type { UnattendedCalls } from '../../kit/unattendedCalls.ts'

export const BANK = 'aritma'
export const ZONE = 'Europe/Oslo'

/** What the routes of this bank share. */
export interface AritmaParts {
  readonly kit: SandboxKit
  readonly tokens: AccessTokens
  readonly consents: Consents
  readonly payments: Payments
  readonly unattended: UnattendedCalls
  readonly switches: AritmaSwitches
}

/** The first handler of every route. */
export function begin({ kit }: Pick<AritmaParts, 'kit'>, name: string): RequestHandler {
  const { faults, journal } = kit
  return operation({ bank: BANK, faults, journal, now: () => kit.now() }, name)
}

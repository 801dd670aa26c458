import type { RequestHandler, Response } from 'express'
import { operation } from '../../kit/faults.ts'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import type { UnattendedCalls } from '../../kit/unattendedCalls.ts'
import type { Sessions } from './sessions.ts'
import type { Tokens } from './tokens.ts'

export const BANK = 'enablebanking'
export const ZONE = 'Europe/Oslo'

/** What the routes of the service share. */
export interface ServiceParts {
  readonly kit: SandboxKit
  readonly tokens: Tokens
  readonly sessions: Sessions
  readonly unattended: UnattendedCalls
}

/** The first handler of every route. */
export function begin({ kit }: Pick<ServiceParts, 'kit'>, name: string): RequestHandler {
  const { faults, journal } = kit
  return operation({ bank: BANK, faults, journal, now: () => kit.now() }, name)
}

/** An ErrorResponse of the reference; `detail` is where a bank's own words go. */
export function sendError(
  response: Response,
  status: number,
  { error, message = error, detail = null }: { error: string; message?: string; detail?: unknown },
): void {
  response.status(status).json({ code: status, message, detail, error })
}

import type { Request, Response } from 'express'
import type { WorldAccount } from '../../world/world.ts'
import { toVersion } from './answers.ts'
import type { Version } from './answers.ts'
import { BANK } from './parts.ts'
import type { SbankenParts } from './parts.ts'
import { personOfJwt } from './token.ts'

export interface Visit {
  readonly version: Version
  readonly accounts: readonly WorldAccount[]
}

/** The version asked for and the accounts that the token opens; undefined: refused, and already answered. */
export function openVisit(
  { kit, grants }: SbankenParts,
  request: Request,
  response: Response,
): Visit | undefined {
  const version = toVersion(request.params['version'])
  if (version === null) return void response.sendStatus(404)
  // An application without the scope of June 2021 got 401 for everything (stenjo/SbankenToYNAB issue 26).
  const isWithdrawn = kit.faults.take(BANK, '*', ['revoked_consent']) !== undefined
  const person = personOfJwt(request.headers.authorization, grants)
  if (isWithdrawn || person === null) return void response.status(401).end()
  return { version, accounts: kit.world.accountsOf(person, BANK) }
}

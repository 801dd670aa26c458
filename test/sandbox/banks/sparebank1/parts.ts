import type { RequestHandler } from 'express'
import { operation } from '../../kit/faults.ts'
import type { Grants } from '../../kit/grants.ts'
import type { SandboxClient, SandboxKit } from '../../kit/sandboxBank.ts'
import type { SpareBank1Switches } from './switches.ts'

/** What every part of the bank works with. */
export interface Parts {
  readonly kit: SandboxKit
  readonly grants: Grants
  readonly switches: SpareBank1Switches
  readonly clients: readonly SandboxClient[]
}

export const BANK = 'sparebank1'

export function step({ kit }: Parts, name: string): RequestHandler {
  return operation(
    { bank: BANK, faults: kit.faults, journal: kit.journal, now: () => kit.now() },
    name,
  )
}

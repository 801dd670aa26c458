import type { Router } from 'express'
import type { RegisteredBankId } from '@skrin/bff/banks/registry'
import type { Country } from '@skrin/shared/api/banks'
import type { World } from '../world/world.ts'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'

/** What a sandbox bank is given: the invented world, the clock, and a place to note what it was asked. */
export interface SandboxKit {
  /** Where this bank is reached, e.g. `http://127.0.0.1:4010/seb`; another host name than the BFF's, as in life. */
  readonly origin: string
  readonly world: World
  readonly faults: Faults
  readonly journal: Journal
  /** Epoch milliseconds; tests move it. */
  now(): number
  /** Notes a token, code or secret, so that the canary test can look for it where it must not be. Returns it. */
  plant(secret: string): string
}

/** A bank client that a sandbox bank knows. */
export interface SandboxClient {
  readonly id: string
  readonly secret: string
}

/** What is chosen before going there, where only the bank knows what there is. */
export interface SandboxChoice {
  readonly name: string
  readonly value: string
  readonly label: string
  readonly country: Country
}

export interface SandboxBank {
  readonly router: Router
  /** Pages beside those that Skrin sends somebody to, below `origin`: for the list of the sandbox. */
  readonly pages?: readonly { readonly name: string; readonly path: `/${string}` }[]
  /** The environment that points Skrin at this sandbox bank, client id and secret included. */
  readonly env: Readonly<Record<string, string>>
  /** A second bank client, good as the first: for somebody who brings their own. */
  readonly spareClient: SandboxClient
  /** Where the invented people are customers; absent: there is nothing to choose. */
  readonly chosen?: SandboxChoice
  /** Makes every access token given out so far invalid, as time would. */
  expireAccessTokens(): void
  /** Ends every grant and consent at the bank's side, as a customer does in the bank's own pages. */
  revokeGrants(): void
  /** What must outlive a restart of the sandbox so that the demo's connections go on; plain JSON. */
  snapshot(): unknown
  restore(snapshot: unknown): void
}

export type CreateSandboxBank = (kit: SandboxKit) => SandboxBank | Promise<SandboxBank>

/** One sandbox bank for each bank that the BFF knows: without it, this does not compile. */
export type SandboxRegistry = Readonly<Record<RegisteredBankId, CreateSandboxBank>>

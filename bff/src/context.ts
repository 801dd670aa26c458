import type { Bank } from './banks/bank.ts'
import type { Clock } from './clock.ts'
import type { Config, Secrets } from './config/config.ts'
import type { Log } from './log.ts'
import type { Database } from './store/database.ts'
import type { Refresher } from './accounts/refreshConnection.ts'
import type { Sealer } from './auth/sealing.ts'
import type { Vault } from './auth/vault.ts'
import type { BankAccess } from './connections/bankAccess.ts'

/** What the parts of the program are made of; each takes the few it needs as its first argument. */
export interface Context {
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  readonly db: Database
  readonly vault: Vault
  readonly banks: ReadonlyMap<string, Bank>
  /** createBankAccess: the lines to the banks. */
  readonly access: BankAccess
  /** createRefresher: asks a connection's bank and keeps what it says. */
  readonly refresher: Refresher
  /** createSealer(key, 'connect attempt'). */
  readonly attemptSealer: Sealer
  /** True in the demo only: members are invented and enter with a click. */
  readonly demo: boolean
  close(): Promise<void>
}

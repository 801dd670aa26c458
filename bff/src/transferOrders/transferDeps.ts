import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { BankAccess } from '../connections/bankAccess.ts'
import type { Refresher } from '../accounts/refreshConnection.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'

/** What moving money needs of the program. */
export interface TransferDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly config: Pick<Config, 'transfers' | 'publicUrl'>
  readonly access: BankAccess
  readonly refresher: Refresher
}

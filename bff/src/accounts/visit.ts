import type { Bank, BankApi } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { SyncRunKeeper } from '../sync/syncRun.ts'
import type { FollowUps } from './followUps.ts'

/** One round of asking one connection's bank. */
export interface Visit {
  readonly bank: Bank
  readonly api: BankApi
  readonly connection: ConnectionRow
  readonly run: SyncRunKeeper
  readonly askedAt: number
  /** Whether the program ends: what is begun is finished, nothing more is begun. */
  isEnding(): boolean
}

export interface VisitDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly followUps: FollowUps
}

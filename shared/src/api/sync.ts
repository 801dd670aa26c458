import * as v from 'valibot'
import { connectionId, instant, localDate, problemCode, syncRunId } from './primitives.ts'

/** Who wanted it: Skrin's own plan, a person at the screen, a connection that was just made, or `skrin sync`. */
export const syncCause = v.picklist(['schedule', 'person', 'connect', 'command'])
export type SyncCause = v.InferOutput<typeof syncCause>

/**
 * waiting: the bank's budget is spent; it goes on by itself when calls are free. stopped: the program ended meanwhile; the
 * next round takes up what is missing.
 */
export const syncState = v.picklist(['running', 'done', 'partial', 'failed', 'waiting', 'stopped'])
export type SyncState = v.InferOutput<typeof syncState>

/** accounts: which there are, and balances. transactions: the newest. history: those of earlier years, window by window. */
export const syncStep = v.picklist(['accounts', 'transactions', 'history'])
export type SyncStep = v.InferOutput<typeof syncStep>

/** One round of asking a connection’s bank. */
export const syncRun = v.object({
  id: syncRunId,
  connection: connectionId,
  cause: syncCause,
  state: syncState,
  problem: v.nullable(problemCode),
  startedAt: instant,
  endedAt: v.nullable(instant),
  step: syncStep,
  /** The first day that is being asked for; null in the step `accounts`. */
  from: v.nullable(localDate),
  /** Of `total`: accounts in the step `transactions`, windows in `history`. `total` 0: nobody knows how much there is. */
  done: v.number(),
  total: v.number(),
  /** Transactions that were not known before. */
  added: v.number(),
})
export type SyncRun = v.InferOutput<typeof syncRun>

/** How a connection is kept up to date. */
export const connectionSync = v.object({
  /** The round that is under way, else the last one; null: there was none. */
  run: v.nullable(syncRun),
  /** When Skrin asks by itself; null: not planned, as while it must be renewed or where syncing is off. */
  nextAt: v.nullable(instant),
  /** From which day on all its accounts are whole; null before the first answer. */
  historyFrom: v.nullable(localDate),
  /** True once nothing older is to be had of the bank. */
  historyWhole: v.boolean(),
})
export type ConnectionSync = v.InferOutput<typeof connectionSync>

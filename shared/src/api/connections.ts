import * as v from 'valibot'
import { bankId } from './banks.ts'
import { connectionId, instant, problemCode } from './primitives.ts'
import { connectionSync } from './sync.ts'

/** Calls left in the running window of the tightest limit that applies to a person at the screen. */
export const callBudget = v.object({
  limit: v.number(),
  remaining: v.number(),
  perSeconds: v.number(),
  /** When the next call frees up; null while calls are left. */
  nextAt: v.nullable(instant),
})
export type CallBudget = v.InferOutput<typeof callBudget>

export const connection = v.object({
  id: connectionId,
  bank: bankId,
  /** Whose bank client it was made with. */
  client: v.picklist(['own', 'household']),
  /** What the person chose at connecting, e.g. the name of the alliance bank; null when nothing. */
  label: v.nullable(v.string()),
  /** reconnect: the person must renew at the bank; failing: the last asking went wrong, Skrin tries again. */
  status: v.picklist(['working', 'failing', 'reconnect']),
  problem: v.nullable(problemCode),
  createdAt: instant,
  lastAskedAt: v.nullable(instant),
  lastGoodAt: v.nullable(instant),
  /** When access ends unless renewed; null where there is no such end or the bank does not tell. */
  renewBy: v.nullable(instant),
  /** The bank asked for quiet until then (HTTP 429 Retry-After). */
  blockedUntil: v.nullable(instant),
  budget: v.nullable(callBudget),
  accountCount: v.number(),
  /** Moving money over it: turned on by its person or not; unable: not at this bank, or not with this host. */
  transfers: v.picklist(['unable', 'off', 'on']),
  sync: connectionSync,
})
export type Connection = v.InferOutput<typeof connection>

export const connectionsAnswer = v.object({ connections: v.array(connection) })
export type ConnectionsAnswer = v.InferOutput<typeof connectionsAnswer>

/**
 * POST /api/connections. `renew`: the connection that is to be renewed in place. `returnTo`: an internal path.
 * Answers with where to send the browser, or with the finished connection where the bank has no page.
 */
export const connectRequest = v.strictObject({
  bank: bankId,
  choices: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(200)))),
  renew: v.optional(connectionId),
  returnTo: v.optional(v.pipe(v.string(), v.maxLength(300))),
})
export type ConnectRequest = v.InferInput<typeof connectRequest>

export const connectAnswer = v.union([
  v.object({ redirectTo: v.string() }),
  v.object({ connection }),
])
export type ConnectAnswer = v.InferOutput<typeof connectAnswer>

/**
 * DELETE /api/connections/{id}?history=delete. Without `history` the accounts and transactions known so far stay, marked as
 * not connected; connecting the same bank again takes them up.
 */
export const disconnectQuery = v.strictObject({ history: v.optional(v.literal('delete')) })

/** The answer to DELETE. `atBank`: whether the bank itself was told, could not be told, or has no way to be. */
export const disconnectAnswer = v.object({
  disconnected: v.literal(true),
  atBank: v.picklist(['revoked', 'failed', 'unsupported']),
})
export type DisconnectAnswer = v.InferOutput<typeof disconnectAnswer>

/**
 * How one connection fared in a list answer. ok: asked now or fresh enough. cached: not asked, on request.
 * partial: the bank left something out. failed: the figures are from `lastGoodAt`.
 */
export const outcome = v.object({
  connection: connectionId,
  bank: bankId,
  /** As `label` of the connection. */
  bankLabel: v.nullable(v.string()),
  status: v.picklist(['ok', 'cached', 'partial', 'failed']),
  problem: v.nullable(problemCode),
  /** The part of the bank's answer that was wrong, for `bank_wrong_answer`. */
  field: v.nullable(v.string()),
  askedAt: v.nullable(instant),
  lastGoodAt: v.nullable(instant),
  retryAt: v.nullable(instant),
  reference: v.nullable(v.string()),
})
export type Outcome = v.InferOutput<typeof outcome>

import * as v from 'valibot'
import { accountKind } from './accounts.ts'
import { bankId } from './banks.ts'
import {
  accountId,
  connectionId,
  instant,
  localDate,
  money,
  problemCode,
  transferOrderId,
} from './primitives.ts'
import { transferRules } from './transferRules.ts'
import { transferRefusal } from '../transferOrders/transferRefusals.ts'

/**
 * Where an order to move money stands. `reviewed`: seen by the person, nothing sent. `expired`, `cancelled`: and nothing
 * will be. `sending`: on its way, the answer is awaited. `approval`: waits for the person at the bank. `processing`:
 * approved, the bank is at it. `done`: taken and carried out, or to be on the day wished. `moved`: taken, for a later
 * day than wished. `refused`: the bank said no. `not_sent`: it never got there, certainly. `unknown`: sent, and no
 * answer that can be relied on.
 */
export const transferOrderState = v.picklist([
  'reviewed',
  'expired',
  'cancelled',
  'sending',
  'approval',
  'processing',
  'done',
  'moved',
  'refused',
  'not_sent',
  'unknown',
])
export type TransferOrderState = v.InferOutput<typeof transferOrderState>

/** What a bank added to a transfer that it took, or is at. */
export const transferWarning = v.picklist([
  /** One like it is there already. */
  'duplicate',
  'cutoff_passed',
  'bank_closed',
  'date_passed',
  /** Paid into a card, whose balance moves later. */
  'card_later',
  /** Approved by this person; others who dispose of the account have yet to. */
  'more_approvals',
])
export type TransferWarning = v.InferOutput<typeof transferWarning>

/** How far the approval in the bank's app has come. */
export const approvalHint = v.picklist(['waiting', 'open_app', 'sign', 'other'])
export type ApprovalHint = v.InferOutput<typeof approvalHint>

/** What the person does at the bank: in an app, that reads the code or is opened by the link; or on a page. */
export const transferApproval = v.variant('kind', [
  v.object({
    kind: v.literal('app'),
    /** The text of the QR code, which changes; null: none now. */
    qr: v.nullable(v.string()),
    link: v.nullable(v.string()),
    hint: approvalHint,
    /** When to ask again. */
    askAfterMs: v.number(),
  }),
  /** Each check gives another page while it waits: check when the person is back, not at intervals. */
  v.object({ kind: v.literal('page'), url: v.string() }),
])
export type TransferApproval = v.InferOutput<typeof transferApproval>

const side = v.object({ id: accountId, name: v.string(), number: v.nullable(v.string()) })

export const transferOrder = v.object({
  id: transferOrderId,
  state: transferOrderState,
  connection: connectionId,
  bank: bankId,
  from: side,
  to: side,
  amount: money,
  /** The day wished. */
  date: localDate,
  message: v.string(),
  /** The day on which the bank carries it out, where it is not the day wished or lies ahead; null: not told. */
  executesOn: v.nullable(localDate),
  reviewedAt: instant,
  /** Until when a reviewed one can be confirmed; null once it was. */
  expiresAt: v.nullable(instant),
  sentAt: v.nullable(instant),
  settledAt: v.nullable(instant),
  /** Of `refused`. */
  reason: v.nullable(transferRefusal),
  /** Of `not_sent`, and of `unknown` where there is a word for what happened. */
  problem: v.nullable(problemCode),
  warnings: v.array(transferWarning),
  /** What the bank calls it, for a talk with the bank; null: it does not. */
  reference: v.nullable(v.string()),
  /** Of `approval`, in answers to confirming and checking only. */
  approval: v.nullable(transferApproval),
  /**
   * When it was last looked for at the bank, of one that was `unknown`; null: not yet, or so soon after sending (within a
   * minute or so) that it may have been on its way still, which counts for nothing. Before it is there nothing can be decided.
   */
  lookedUpAt: v.nullable(instant),
  /** How the end is known: the bank's answer, its list of transactions, or the person. */
  knownBy: v.nullable(v.picklist(['answer', 'list', 'person'])),
  /** What the person said of an `unknown` one; until then nothing else is sent to that bank. */
  decision: v.nullable(v.picklist(['happened', 'did_not_happen'])),
})
export type TransferOrder = v.InferOutput<typeof transferOrder>

/**
 * POST /api/transfer-orders (201): a review, and its one id under which it can be sent once. Nothing leaves Skrin.
 * `amount` is positive, in the currency of both accounts.
 */
export const transferOrderRequest = v.strictObject({
  from: accountId,
  to: accountId,
  amount: money,
  date: localDate,
  message: v.pipe(v.string(), v.maxLength(200)),
})
export type TransferOrderRequest = v.InferInput<typeof transferOrderRequest>

/** What will be sent to the bank, to the letter. */
const preparedRequest = v.object({ method: v.string(), path: v.string(), body: v.string() })

/** The review: the order, exactly what will be sent, and own orders like it of the last two days. */
export const transferReview = v.object({
  order: transferOrder,
  request: preparedRequest,
  similar: v.array(transferOrder),
})
export type TransferReview = v.InferOutput<typeof transferReview>

/**
 * POST /api/transfer-orders/{id}/confirm: sends it, once: again is answered with where it stands.
 * POST /api/transfer-orders/{id}/check: asks the bank where it stands; one that is `unknown` is looked for.
 * DELETE /api/transfer-orders/{id}: not sent any more, or called off at the bank where it waits for approval.
 * GET /api/transfer-orders/{id}
 */
export const transferOrderAnswer = v.object({
  order: transferOrder,
  /** As in the review; in the answer to GET while it is `reviewed`, for a page that was loaded anew. */
  request: v.optional(preparedRequest),
  similar: v.optional(v.array(transferOrder)),
})
export type TransferOrderAnswer = v.InferOutput<typeof transferOrderAnswer>

/** POST /api/transfer-orders/{id}/decide: what the person found out about one that is unknown after looking it up. */
export const transferDecision = v.strictObject({
  decision: v.picklist(['happened', 'did_not_happen']),
})
export type TransferDecision = v.InferInput<typeof transferDecision>

/** GET /api/transfer-orders?open=1: one's own, newest first; `open`: those that wait for something. */
export const transferOrdersQuery = v.strictObject({ open: v.optional(v.literal('1')) })
export const transferOrdersAnswer = v.object({ orders: v.array(transferOrder) })
export type TransferOrdersAnswer = v.InferOutput<typeof transferOrdersAnswer>

/** An account as an end of a transfer: `from` and `to` say which end it can be. */
export const transferAccount = v.object({
  id: accountId,
  name: v.string(),
  number: v.nullable(v.string()),
  kind: accountKind,
  currency: v.string(),
  balance: v.nullable(money),
  available: v.nullable(money),
  from: v.boolean(),
  to: v.boolean(),
})
export type TransferAccount = v.InferOutput<typeof transferAccount>

export const transferConnection = v.object({
  id: connectionId,
  bank: bankId,
  label: v.nullable(v.string()),
  /** off: the person has not turned it on; reconnect: the access must be renewed first. */
  state: v.picklist(['on', 'off', 'reconnect']),
  rules: transferRules,
  /** Today at the bank: the first day that can be wished. */
  today: localDate,
  accounts: v.array(transferAccount),
  /** The order whose end is unknown and undecided: nothing else is sent until it is. */
  unsettled: v.nullable(transferOrderId),
})
export type TransferConnection = v.InferOutput<typeof transferConnection>

/** What one person may move in a day; `host` is the most that they can set. Minor units, of one currency. */
export const transferLimit = v.object({
  currency: v.string(),
  limit: v.number(),
  host: v.number(),
  used: v.number(),
})
export type TransferLimit = v.InferOutput<typeof transferLimit>

/** GET /api/transfer-orders/options: between which accounts, how much. Connections of banks that can. */
export const transferOptions = v.object({
  connections: v.array(transferConnection),
  limits: v.array(transferLimit),
})
export type TransferOptions = v.InferOutput<typeof transferOptions>

/** PUT /api/transfer-orders/limit: one's own limit, at most the host's. Answers with the options. */
export const transferLimitRequest = v.strictObject({ limit: money })
export type TransferLimitRequest = v.InferInput<typeof transferLimitRequest>

/** PUT /api/connections/{id}/transfers. `returnTo`: an internal path, for when the bank sends the person back. */
export const transfersOnRequest = v.strictObject({
  returnTo: v.optional(v.pipe(v.string(), v.maxLength(300))),
})
export type TransfersOnRequest = v.InferInput<typeof transfersOnRequest>

/**
 * PUT /api/connections/{id}/transfers turns moving money on for one connection, after step-up: done, or `redirectTo` where
 * the bank must be asked for it. DELETE turns it off, at once.
 */
export const transfersOnAnswer = v.union([
  v.object({ redirectTo: v.string() }),
  v.object({ on: v.literal(true) }),
])
export type TransfersOnAnswer = v.InferOutput<typeof transfersOnAnswer>

/**
 * `renew`: nothing is sent any more, but the bank has given more than reading until the access is renewed there, or ended.
 */
export const transfersOffAnswer = v.object({ on: v.literal(false), renew: v.boolean() })
export type TransfersOffAnswer = v.InferOutput<typeof transfersOffAnswer>

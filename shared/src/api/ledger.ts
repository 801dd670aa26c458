import * as v from 'valibot'
import { accountId, instant, localDate, money, observationId, transactionId } from './primitives.ts'
import { bookingStatus, transactionState } from './transactions.ts'

/**
 * Why an observation is taken for its transaction: the rules of docs/ledger.md, in the order in which they are tried.
 * `first` founded it; `person` was decided by hand.
 */
export const matchReason = v.picklist([
  'first',
  'same_id',
  'same_text',
  'similar_text',
  'only_one',
  'changed_amount',
  'other_source',
  'person',
])
export type MatchReason = v.InferOutput<typeof matchReason>

/** What a bank or a file said once of a transaction. */
export const ledgerObservation = v.object({
  id: observationId,
  source: v.picklist(['bank', 'file']),
  /** Of a file, for the account's owner; else null. */
  fileName: v.nullable(v.string()),
  status: bookingStatus,
  bookingDate: localDate,
  valueDate: v.nullable(localDate),
  amount: money,
  text: v.string(),
  bankText: v.string(),
  /** When it was told for the first and for the last time; of a file: when it was imported. */
  firstSeen: instant,
  lastSeen: instant,
  /** Since when a whole answer no longer has it; null: it stands. */
  goneAt: v.nullable(instant),
  reason: matchReason,
  /** Whether the transaction shows this one. */
  shown: v.boolean(),
})
export type LedgerObservation = v.InferOutput<typeof ledgerObservation>

/**
 * GET /api/transactions/{id}/history, and what each act on the ledger answers with: the transaction as it is now.
 * Observations are in the order in which they were told. `own`: whether the viewer may act on it.
 *
 * POST /api/transactions/{id}/delete and …/restore have no body. A deleted transaction stays deleted whatever the bank
 * says later, until it is restored.
 */
export const ledgerHistory = v.object({
  transaction: transactionId,
  account: accountId,
  state: transactionState,
  own: v.boolean(),
  observations: v.array(ledgerObservation),
})
export type LedgerHistory = v.InferOutput<typeof ledgerHistory>

/**
 * POST /api/transactions/{id}/split: the observation becomes a transaction of its own, and Skrin never joins the two
 * again by itself. Annotations go along as a copy. Of a transaction with one observation there is nothing to split:
 * `bad_request`.
 */
export const splitRequest = v.strictObject({ observation: observationId })
export type SplitRequest = v.InferOutput<typeof splitRequest>

/** The transaction that stays, and the one that left it. Which of them has the observation: `history` tells. */
export const splitAnswer = v.object({ history: ledgerHistory, apart: transactionId })
export type SplitAnswer = v.InferOutput<typeof splitAnswer>

/**
 * POST /api/transactions/{id}/merge: `other`, of the same account, is the same. The one that is shown stays, `id` if both
 * are, with its annotations; what it lacks it takes from the other, and tags are united. Answers with the history of the
 * one that stays. `bad_request`: they are of two accounts, or one.
 */
export const mergeRequest = v.strictObject({ other: transactionId })
export type MergeRequest = v.InferOutput<typeof mergeRequest>

/** A transaction as far as it must be recognised. */
export const ledgerRow = v.object({
  id: transactionId,
  account: accountId,
  bookingDate: localDate,
  status: bookingStatus,
  state: transactionState,
  amount: money,
  text: v.string(),
  bankText: v.string(),
})
export type LedgerRow = v.InferOutput<typeof ledgerRow>

/** reservation: a row that is new may be one that the bank no longer tells of; file: it may be one that a file told of. */
export const questionKind = v.picklist(['reservation', 'file'])
export type QuestionKind = v.InferOutput<typeof questionKind>

/** Whether `transaction` is the same as one of `candidates`, which rules alone cannot say. Until then they are apart. */
export const question = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  kind: questionKind,
  askedAt: instant,
  transaction: ledgerRow,
  candidates: v.array(ledgerRow),
})
export type Question = v.InferOutput<typeof question>

/** GET /api/questions: those about one's own accounts that wait for a decision, the newest first. */
export const questionsAnswer = v.object({ questions: v.array(question) })
export type QuestionsAnswer = v.InferOutput<typeof questionsAnswer>

/** POST /api/questions/{id}: the candidate it is the same as, or null: none of them, and it is not asked again. */
export const decisionRequest = v.strictObject({ same: v.nullable(transactionId) })
export type DecisionRequest = v.InferOutput<typeof decisionRequest>

/** The history of what is now one transaction, or of the one that stays apart. A merge is undone by a split. */
export const decisionAnswer = v.object({ history: ledgerHistory })
export type DecisionAnswer = v.InferOutput<typeof decisionAnswer>

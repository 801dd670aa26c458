import * as v from 'valibot'
import { bankId } from './banks.ts'
import { outcome } from './connections.ts'
import {
  accountId,
  categoryId,
  localDate,
  memberId,
  money,
  transactionId,
  transferId,
} from './primitives.ts'
import { view } from './sharing.ts'

export const bookingStatus = v.picklist(['booked', 'pending'])
export type BookingStatus = v.InferOutput<typeof bookingStatus>

/** withdrawn: the bank no longer tells of it; deleted: a person wanted it gone. Neither is in a list or a sum unless asked for. */
export const transactionState = v.picklist(['shown', 'withdrawn', 'deleted'])
export type TransactionState = v.InferOutput<typeof transactionState>

/** Who put a transaction in its category: a person, one of their rules, or Skrin by the name of a well-known shop. */
export const categorySource = v.picklist(['person', 'rule', 'guess'])
export type CategorySource = v.InferOutput<typeof categorySource>

export const transaction = v.object({
  id: transactionId,
  account: accountId,
  bookingDate: localDate,
  valueDate: v.nullable(localDate),
  status: bookingStatus,
  /** Negative is money out, for every kind of account. */
  amount: money,
  /** Cleaned for reading; `bankText` is what the bank wrote. */
  text: v.string(),
  bankText: v.string(),
  counterparty: v.nullable(
    v.object({ name: v.nullable(v.string()), account: v.nullable(v.string()) }),
  ),
  /** The amount in the currency of the purchase, and the rate's digits where the bank gives one. */
  original: v.nullable(v.object({ amount: money, rate: v.nullable(v.string()) })),
  /** The bank's own word for the kind of transaction. */
  kind: v.nullable(v.string()),
  state: transactionState,
  category: v.nullable(v.object({ id: categoryId, by: categorySource })),
  note: v.nullable(v.string()),
  tags: v.array(v.string()),
  /** The other side of a move between accounts, where the viewer sees it too. */
  transfer: v.nullable(v.object({ id: transferId, other: transactionId, account: accountId })),
  /** The account's booked balance after this row, where it is known; null in pending rows. */
  balance: v.nullable(money),
})
export type Transaction = v.InferOutput<typeof transaction>

const list = <T extends v.GenericSchema<string>>(item: T) =>
  v.pipe(
    v.string(),
    v.maxLength(2000),
    v.transform((text) => text.split(',')),
    v.array(item),
  )
const wholeNumber = v.pipe(v.string(), v.regex(/^-?\d{1,15}$/), v.transform(Number))

const line = v.regex(/^[^\u0000-\u001f]*$/)

/**
 * GET /api/transactions, and the same for what is told of everything that a list finds. Lists are comma-separated; `min` and `max` are of the amount without sign, in
 * hundredths of the major unit of each row's currency: `50000` is 500 kr, €500 and ¥500 alike, though yen have no
 * minor unit. `q` is in the search language of docs/finding.md. `category: none` is those without one. Without `state` or
 * its like in `q`, only what is shown. `transfer`: only moves between accounts that one sees both of, or none of them.
 * `note` is the beginning of words in it. `cursor` is the `nextCursor` of the page before, with the same filters.
 */
export const transactionsQuery = v.strictObject({
  account: v.optional(list(accountId)),
  member: v.optional(list(memberId)),
  bank: v.optional(list(bankId)),
  from: v.optional(localDate),
  to: v.optional(localDate),
  min: v.optional(wholeNumber),
  max: v.optional(wholeNumber),
  direction: v.optional(v.picklist(['in', 'out'])),
  status: v.optional(bookingStatus),
  // A NUL would end the pattern for the database, which then finds everything.
  q: v.optional(v.pipe(v.string(), v.maxLength(200), line)),
  category: v.optional(list(v.union([v.literal('none'), categoryId]))),
  tag: v.optional(list(v.pipe(v.string(), v.minLength(1), v.maxLength(30), line))),
  state: v.optional(transactionState),
  transfer: v.optional(v.picklist(['only', 'none'])),
  note: v.optional(v.pipe(v.string(), v.maxLength(200), line)),
  cursor: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(wholeNumber, v.minValue(1), v.maxValue(500))),
  prefer: v.optional(v.literal('cache')),
  view: v.optional(view),
})
export type TransactionsQuery = v.InferOutput<typeof transactionsQuery>

/** GET /api/transactions/totals, with the query of the list: money in and out of everything that matches, per currency; `out` is negative. */
export const totals = v.object({
  count: v.number(),
  sums: v.array(v.object({ in: money, out: money })),
})
export type Totals = v.InferOutput<typeof totals>

/** Newest first: pending rows, then booked ones by day. */
export const transactionsAnswer = v.object({
  transactions: v.array(transaction),
  nextCursor: v.nullable(v.string()),
  /** For each day of booked rows on this page, the sum of the whole day under the same filters, per currency. */
  days: v.array(v.object({ date: localDate, sums: v.array(money) })),
  outcomes: v.array(outcome),
})
export type TransactionsAnswer = v.InferOutput<typeof transactionsAnswer>

/**
 * GET /api/transactions/{id}: the row with what the bank sent for it, as parsed JSON with numbers as their digits;
 * `wire` is null for everybody but the account's owner.
 */
export const transactionDetails = v.object({ transaction, wire: v.unknown() })
export type TransactionDetails = v.InferOutput<typeof transactionDetails>

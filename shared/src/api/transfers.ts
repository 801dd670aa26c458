import * as v from 'valibot'
import { transactionId, transferId } from './primitives.ts'
import { transaction } from './transactions.ts'

/** Why two rows are taken for one move of money, the surest first: see docs/understanding.md. */
export const transferReason = v.picklist(['person', 'both_named', 'one_named', 'same_day', 'near'])
export type TransferReason = v.InferOutput<typeof transferReason>

/**
 * POST /api/transfers (201): a person says that two rows, which they see and one of which is their own, are one move of
 * money. Of one currency the amounts must be equal; of two currencies any. At most 31 days lie
 * between them.
 */
export const transferRequest = v.strictObject({ out: transactionId, in: transactionId })
export type TransferRequest = v.InferInput<typeof transferRequest>
export const transferAnswer = v.object({ id: transferId })
export type TransferAnswer = v.InferOutput<typeof transferAnswer>

/**
 * GET /api/transactions/{id}/transfer: the pair that the row is in, and rows that could be the other side: the opposite
 * amount within ten days, or another currency on the day. DELETE /api/transfers/{id}: it is none, and is not made again.
 */
export const transferOfTransaction = v.object({
  transfer: v.nullable(v.object({ id: transferId, reason: transferReason, other: transaction })),
  candidates: v.array(transaction),
})
export type TransferOfTransaction = v.InferOutput<typeof transferOfTransaction>

import * as v from 'valibot'
import { memberId } from './primitives.ts'

/** balance: name, bank, balance and its time; transactions: all of it, but for the bank's raw answer. */
export const shareLevel = v.picklist(['balance', 'transactions'])
export type ShareLevel = v.InferOutput<typeof shareLevel>

/** What a viewer may see of an account. */
export const accessLevel = v.picklist(['own', 'transactions', 'balance'])
export type AccessLevel = v.InferOutput<typeof accessLevel>

/** With one member, or with everybody in the household, now and later. */
export const share = v.object({
  with: v.union([v.literal('household'), memberId]),
  level: shareLevel,
})
export type Share = v.InferOutput<typeof share>

/** PUT /api/accounts/{id}/sharing: all of an account's shares at once; an empty list makes it private. Answers with the account. */
export const sharingRequest = v.strictObject({
  shares: v.pipe(
    v.array(
      v.strictObject({
        with: v.union([v.literal('household'), memberId]),
        level: shareLevel,
      }),
    ),
    v.maxLength(50),
  ),
})
export type SharingRequest = v.InferInput<typeof sharingRequest>

/** mine: what one connected oneself; household: everything one may see. */
export const view = v.picklist(['mine', 'household'])
export type View = v.InferOutput<typeof view>

import { problemCode } from '@skrin/shared/api/primitives'
import * as v from 'valibot'

const minor = v.pipe(v.number(), v.safeInteger())
const moment = v.pipe(v.number(), v.safeInteger())

/** What a notice keeps because it was true then; everything else is looked up when it is read. Moments in epoch milliseconds. */
export const noticeBodies = {
  consent_ending: v.object({ days: v.picklist([14, 3, 0]), renewBy: v.nullable(moment) }),
  bank_failing: v.object({ since: moment, problem: v.nullable(problemCode) }),
  large_transaction: v.object({}),
  unusual_transaction: v.object({
    largest: minor,
    among: v.picklist(['counterparty', 'category']),
  }),
  low_balance: v.object({ balance: minor, limit: minor, currency: v.string() }),
}
export type NoticeBodies = {
  [Kind in keyof typeof noticeBodies]: v.InferOutput<(typeof noticeBodies)[Kind]>
}

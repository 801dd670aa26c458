import * as v from 'valibot'
import { instant, problemCode } from './primitives.ts'

/** RFC 9457 problem details with Skrin's stable `code`; `reference` finds the request in the log. */
export const problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: problemCode,
  reference: v.optional(v.string()),
  /** The part of a request or of a bank's answer that was wrong, e.g. `transactions[3].amount`. */
  field: v.optional(v.string()),
  retryAt: v.optional(instant),
})
export type Problem = v.InferOutput<typeof problem>

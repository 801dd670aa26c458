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
  /** Of `file_unreadable`: where, from 1; absent where it is about the whole file. */
  line: v.optional(v.number()),
  /** One of `fileReasons` or `transferIssues`; they are not listed here because the page's first paint would carry them. */
  reason: v.optional(v.string()),
})
export type Problem = v.InferOutput<typeof problem>

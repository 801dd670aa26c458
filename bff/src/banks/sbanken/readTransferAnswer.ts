import * as v from 'valibot'
import type { TransferAnswer, TransferStep } from '../bankTransfers.ts'
import { wireText } from '../wire.ts'

const done: TransferStep = { kind: 'done', reference: null, executesOn: null, warnings: [] }
const unknown: TransferStep = { kind: 'unknown' }
/** The bank has no list of codes: why it says no is only in a sentence, which nothing may depend on. */
const refused: TransferStep = { kind: 'refused', reason: 'unexplained' }

const envelope = v.object({ isError: v.boolean(), errorType: wireText })
const nothing = v.nullable(v.strictObject({}))
/** RFC 7807. */
const problem = v.pipe(
  v.object({ title: wireText, detail: wireText }),
  v.check(({ title, detail }) => title !== null || detail !== null, 'no problem'),
)

// By name, and by number as servers of 2018 sent it. What the others mean for the money is not said.
const refusalTypes = ['Input', '1', 'State', '2', 'NotFound', '5']

/** v1 answers with an envelope, v2 with a status alone; no id is ever given. Everything else may have moved money. */
export function readTransferAnswer({ status, body, isEmpty }: TransferAnswer): TransferStep {
  const wrapped = v.safeParse(envelope, body)
  if (wrapped.success) return readEnvelope(status, wrapped.output)
  if (status >= 200 && status < 300) return isEmpty || v.is(nothing, body) ? done : unknown
  return status === 400 && v.is(problem, body) ? refused : unknown
}

function readEnvelope(
  status: number,
  { isError, errorType }: v.InferOutput<typeof envelope>,
): TransferStep {
  if (!isError) return status >= 200 && status < 300 ? done : unknown
  // v1 can say so with status 200 too.
  const isRefusal = status === 200 || status === 400
  return isRefusal && refusalTypes.includes(errorType ?? '') ? refused : unknown
}

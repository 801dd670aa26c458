import * as v from 'valibot'
import { BankError } from '../bankError.ts'
import type { TransferAnswer } from '../bankTransfers.ts'
import { parseWire } from '../wire.ts'
import { isAboutAccess } from './transferCodes.ts'
import { problem } from './transferShapes.ts'

export function isGood({ status }: TransferAnswer): boolean {
  return status >= 200 && status < 300
}

/**
 * The codes of a documented no, which may be none: some say only that they are one. null: not a no that says whether anything
 * happened, as an outage, a time-out and the page of a proxy do not.
 * @throws BankError reconnect_needed where it is access that is missing: nothing was done then
 */
export function readProblem({ status, body }: TransferAnswer): readonly string[] | null {
  if (status < 400 || status >= 500 || status === 408) return null
  const read = v.safeParse(problem, body)
  if (!read.success) return null
  const found = 'tppMessages' in read.output ? read.output.tppMessages : [read.output]
  const codes = found.flatMap(({ code }) => code ?? [])
  if (codes.some(isAboutAccess))
    throw new BankError('reconnect_needed', { status, changedNothing: true })
  return codes
}

/**
 * For questions, which change nothing.
 * @throws BankError for everything but a good answer of this shape
 */
export function readAnswer<T extends v.GenericSchema>(
  schema: T,
  answer: TransferAnswer,
): v.InferOutput<T> {
  if (isGood(answer)) return parseWire(schema, answer.body)
  const { status } = answer
  readProblem(answer)
  if (status === 408 || status === 504) throw new BankError('bank_timeout', { status })
  throw new BankError(status >= 500 ? 'bank_unavailable' : 'bank_refused', { status })
}

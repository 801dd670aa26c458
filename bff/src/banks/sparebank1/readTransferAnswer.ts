import * as v from 'valibot'
import type { TransferWarning } from '@skrin/shared/api/transferOrders'
import type { LocalDate } from '@skrin/shared/brand'
import type { TransferAnswer, TransferStep } from '../bankTransfers.ts'
import { wireText } from '../wire.ts'
import { isMoved, refusals, warnings as knownWarnings } from './transferCodes.ts'

const taken = v.object({ paymentId: wireText, warnings: v.nullish(v.array(v.string()), []) })
const refused = v.object({ errors: v.array(v.object({ code: v.string() })) })
/** Those that the documented codes come with. */
const refusalStatuses = [400, 403, 500]

export interface Ordered {
  /** The day wished. */
  readonly date: LocalDate
  readonly today: LocalDate
  readonly isToCard: boolean
}

/** Only what is documented is believed: everything else may have moved money, or not. */
export function readTransferAnswer(answer: TransferAnswer, ordered: Ordered): TransferStep {
  if (answer.status === 200) return readTaken(answer, ordered)
  if (refusalStatuses.includes(answer.status)) return readRefused(answer)
  return { kind: 'unknown' }
}

function readTaken({ body }: TransferAnswer, { date, today, isToCard }: Ordered): TransferStep {
  const { success, output } = v.safeParse(taken, body)
  if (!success || output.paymentId === null) return { kind: 'unknown' }
  const warnings = toWarnings(output.warnings, isToCard)
  const reference = output.paymentId
  // The bank names no day: the next one on which it is open.
  if (output.warnings.some(isMoved)) return { kind: 'moved', reference, executesOn: null, warnings }
  return { kind: 'done', reference, executesOn: date > today ? date : null, warnings }
}

/** A card's balance may not move before the next banking day, whatever the answer says. */
function toWarnings(sent: readonly string[], isToCard: boolean): TransferWarning[] {
  const known = sent.flatMap((warning) => knownWarnings.get(warning) ?? [])
  return isToCard ? [...known, 'card_later'] : known
}

function readRefused({ body }: TransferAnswer): TransferStep {
  const { success, output } = v.safeParse(refused, body)
  if (!success) return { kind: 'unknown' }
  const [reason] = output.errors.flatMap(({ code }) => refusals.get(code) ?? [])
  return reason === undefined ? { kind: 'unknown' } : { kind: 'refused', reason }
}

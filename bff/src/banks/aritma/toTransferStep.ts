import type { LocalDate } from '@skrin/shared/brand'
import type { TransferStep } from '../bankTransfers.ts'
import { toReason } from './transferCodes.ts'
import type { WirePayment } from './transferShapes.ts'

export interface Ordered {
  /** The day wished. */
  readonly date: LocalDate
  readonly today: LocalDate
  readonly reference: string
  /** What `processing` remembers. */
  readonly progress: string
}

/** Where a payment stands; null: it waits for this person's approval. */
export function toTransferStep(payment: WirePayment, ordered: Ordered): TransferStep | null {
  const { tppMessage, tppMessages } = payment
  switch (payment.transactionStatus) {
    case 'accc':
    case 'acsc':
      return toTaken(payment, ordered)
    case 'rjct':
      return { kind: 'refused', reason: toReason([...tppMessage, ...tppMessages]) }
    case 'canc':
      return { kind: 'refused', reason: 'cancelled' }
    case 'acsp':
    case 'acwc':
      // Accepted to be carried out: for a day ahead nothing else comes before that day.
      if (dayOf(payment, ordered) > ordered.today) return toTaken(payment, ordered)
      break
    case 'rcvd':
    case 'pdng':
    case 'patc':
    case 'part':
    case 'actc':
    case 'accp':
    case 'acfc':
    case 'acwp':
      break
  }
  const { reference, progress } = ordered
  const processing = { kind: 'processing', reference, progress } as const
  switch (whoHasToApprove(payment)) {
    case 'person':
      return null
    case 'others':
      return { ...processing, warnings: ['more_approvals'] }
    case 'nobody':
      return processing
  }
}

function toTaken(payment: WirePayment, { date, today, reference }: Ordered): TransferStep {
  const day = payment.requestedExecutionDate
  const common = { reference, warnings: [] }
  if (day !== null && day > date) return { kind: 'moved', ...common, executesOn: day }
  return { kind: 'done', ...common, executesOn: date > today ? date : null }
}

function dayOf({ requestedExecutionDate }: WirePayment, { date }: Ordered): LocalDate {
  return requestedExecutionDate ?? date
}

/** Where no count is given, the state says it as far as ISO 20022 goes: `patc` lacks some of several approvals. */
function whoHasToApprove(payment: WirePayment): 'person' | 'others' | 'nobody' {
  const { transactionStatus, requiredAuthorizations: all, remainingAuthorizations: left } = payment
  if (transactionStatus === 'patc') return 'others'
  if (left === null) return transactionStatus === 'rcvd' ? 'person' : 'nobody'
  if (left <= 0) return 'nobody'
  return all !== null && left < all ? 'others' : 'person'
}

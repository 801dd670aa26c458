import { assertNever } from '@skrin/shared/assertNever'
import type { LocalDate } from '@skrin/shared/brand'
import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'
import { BankError } from '../bankError.ts'
import type {
  BankTransfer,
  Submission,
  SubmittedTransfer,
  TransferApi,
  TransferStep,
} from '../bankTransfers.ts'
import { callOff, fetchPayment, fetchPaymentDay, tidyAway } from './payments.ts'
import type { Payment } from './payments.ts'
import { parseProgress, writeProgress } from './progress.ts'
import type { Progress } from './progress.ts'
import { fetchSigning, startSigning } from './signing.ts'
import type { Signing } from './signing.ts'
import { notYet, toApproval } from './toApproval.ts'

/** BankID gives a person three minutes; a signing order that SEB does not know after this long never will be. */
const ABSENT_MS = 5 * 60_000

interface Underway {
  readonly transfer: BankTransfer
  readonly paymentId: string
  readonly progress: Progress
}

/**
 * The next step after a payment was made. It exists now and has a name, which is kept before anything else is asked; what fails
 * then is only asked for again.
 */
export async function takeFirstStep(
  api: TransferApi,
  { transfer, keepReference }: Pick<Submission, 'transfer' | 'keepReference'>,
  paymentId: string,
): Promise<TransferStep> {
  const progress: Progress = { authorisation: null, isSigned: false, since: api.now() }
  const underway = { transfer, paymentId, progress }
  await keepReference?.({ reference: paymentId, progress: writeProgress(progress) })
  try {
    const step = await stepOfPayment(api, underway)
    return step.kind === 'unknown' ? toWaiting(underway) : step
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    return toWaiting(underway)
  }
}

/** @throws BankError when SEB does not say */
export async function fetchStep(
  api: TransferApi,
  { transfer, reference: paymentId, progress: text }: SubmittedTransfer,
): Promise<TransferStep> {
  const progress = parseProgress(text)
  const underway = { transfer, paymentId, progress }
  if (progress.authorisation === null || progress.isSigned) return stepOfPayment(api, underway)
  return stepOfSigning(api, underway, await fetchSigning(api, progress.authorisation))
}

/**
 * Calls it off. False: the person signed it meanwhile, and it goes on.
 * @throws BankError bank_refused while it may still be signed
 */
export async function cancel(
  api: TransferApi,
  { reference: paymentId }: SubmittedTransfer,
): Promise<boolean> {
  if (await callOff(api, paymentId)) return true
  const { stage } = await fetchPayment(api, paymentId)
  if (stage === 'received') throw new BankError('bank_refused')
  return stage === 'cancelled'
}

async function stepOfPayment(api: TransferApi, underway: Underway): Promise<TransferStep> {
  return settle(api, underway, await fetchPayment(api, underway.paymentId))
}

async function settle(
  api: TransferApi,
  underway: Underway,
  payment: Payment,
): Promise<TransferStep> {
  const { paymentId, progress, transfer } = underway
  switch (payment.stage) {
    case 'received':
      if (progress.isSigned) return toProcessing(underway)
      if (payment.methods === null) return toWaiting(underway)
      return stepOfSigning(
        api,
        underway,
        await startSigning(api, { paymentId, methods: payment.methods }),
      )
    case 'checked':
      return toProcessing(underway)
    case 'stored':
    case 'executed': {
      const day = (await fetchPaymentDay(api, paymentId)) ?? transfer.date
      // Stored for today is not yet carried out, and can still fail.
      if (payment.stage === 'stored' && day <= api.today) return toProcessing(underway)
      return toTaken(underway, { day, today: api.today })
    }
    case 'rejected':
      return { kind: 'refused', reason: payment.reason }
    case 'cancelled':
      return { kind: 'refused', reason: 'cancelled' }
    case 'other':
      return { kind: 'unknown' }
    default:
      return assertNever(payment)
  }
}

async function stepOfSigning(
  api: TransferApi,
  underway: Underway,
  signing: Signing,
): Promise<TransferStep> {
  const { progress } = underway
  switch (signing.kind) {
    case 'open': {
      const { authorisationId: authorisation } = signing.order
      const begun = { ...underway, progress: begin(progress, { authorisation, now: api.now() }) }
      return { ...toWaiting(begun), approval: toApproval(signing.order, api.settings) }
    }
    case 'signed':
      return stepOfPayment(api, {
        ...underway,
        progress: { ...progress, authorisation: signing.authorisation, isSigned: true },
      })
    case 'failed':
      return giveUp(api, underway, signing.reason)
    case 'absent':
      return stepOfAbsent(api, underway)
    default:
      return assertNever(signing)
  }
}

/** Nobody signed, says the signing order; the payment itself has the last word. */
async function giveUp(
  api: TransferApi,
  underway: Underway,
  reason: TransferRefusal,
): Promise<TransferStep> {
  const payment = await fetchPayment(api, underway.paymentId)
  if (payment.stage !== 'received') return settle(api, underway, payment)
  if (await tidyAway(api, underway.paymentId)) return { kind: 'refused', reason }
  // Another signing order of it, begun in a second tab, may have been signed in the meantime: that is why it stays.
  const kept = await fetchPayment(api, underway.paymentId)
  if (kept.stage === 'received') return { kind: 'refused', reason }
  return settle(api, underway, kept)
}

/** That SEB does not know the signing order says nothing of the payment: only one that is called off is over. */
async function stepOfAbsent(api: TransferApi, underway: Underway): Promise<TransferStep> {
  const payment = await fetchPayment(api, underway.paymentId)
  if (payment.stage !== 'received') return settle(api, underway, payment)
  const isOver =
    api.now() - underway.progress.since > ABSENT_MS && (await callOff(api, underway.paymentId))
  return isOver ? { kind: 'refused', reason: 'approval_expired' } : toWaiting(underway)
}

function begin(
  progress: Progress,
  { authorisation, now }: { authorisation: string; now: number },
): Progress {
  if (progress.authorisation === authorisation) return progress
  return { authorisation, isSigned: false, since: now }
}

function toTaken(
  { transfer, paymentId: reference }: Underway,
  { day, today }: { day: LocalDate; today: LocalDate },
): TransferStep {
  if (day > transfer.date) return { kind: 'moved', reference, executesOn: day, warnings: [] }
  return { kind: 'done', reference, executesOn: day > today ? day : null, warnings: [] }
}

function toWaiting({ paymentId: reference, progress }: Underway) {
  return {
    kind: 'approval',
    reference,
    progress: writeProgress(progress),
    approval: notYet,
  } as const
}

function toProcessing({ paymentId: reference, progress }: Underway): TransferStep {
  return { kind: 'processing', reference, progress: writeProgress(progress) }
}

import * as v from 'valibot'
import { BankError } from '../bankError.ts'
import type {
  Submission,
  SubmittedTransfer,
  TransferAnswer,
  TransferApi,
  TransferStep,
} from '../bankTransfers.ts'
import { cancelTransfer } from './cancelTransfer.ts'
import { fetchPayment } from './fetchPayment.ts'
import { startApproval } from './startApproval.ts'
import { toTransferStep } from './toTransferStep.ts'
import { transferCalls } from './transferCalls.ts'
import { createdPaymentShape } from './transferShapes.ts'

/**
 * Makes the payment and begins its approval. It is sent once: how long the bank knows an Idempotency-Key is not told, so
 * a lost answer is not asked for again. A bank that exempts own accounts from approval may carry it out at once: only a
 * documented answer says what became of it.
 */
export async function submitTransfer(
  api: TransferApi,
  { transfer, prepared, idempotencyKey, returnUrl, keepReference }: Submission,
): Promise<TransferStep> {
  const answer = await api.send(transferCalls.create, {
    body: prepared.body,
    headers: { 'idempotency-key': idempotencyKey, 'tpp-redirect-uri': returnUrl },
  })
  if (answer.status !== 200 && answer.status !== 201) return toRefused(answer)
  const created = v.safeParse(createdPaymentShape, answer.body)
  if (!created.success) return { kind: 'unknown' }
  const payment = created.output
  const order = { transfer, reference: payment.paymentId, progress: returnUrl }
  const ordered = { ...order, date: transfer.date, today: api.today }
  const step = toTransferStep(payment, ordered)
  if (step) return step
  await keepReference?.(order)
  return beginApproval(api, order)
}

/**
 * The payment is there and has an id: whatever goes wrong now, that id tells later what became of it. A bank may exempt
 * own accounts from approval (EU 2018/389 Art. 15), so that a lost answer here says nothing about money.
 */
async function beginApproval(api: TransferApi, order: SubmittedTransfer): Promise<TransferStep> {
  try {
    const step = (await startApproval(api, order)) ?? (await fetchPayment(api, order))
    if (step) return step
    // It waits for an approval that the bank does not begin: not left lying about there.
    await cancelTransfer(api, order)
    return { kind: 'refused', reason: 'approval_failed' }
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    return { kind: 'processing', reference: order.reference, progress: order.progress }
  }
}

/** Which no it was; what is none that is documented says nothing. */
function toRefused({ status }: TransferAnswer): TransferStep {
  switch (status) {
    case 403:
      return { kind: 'refused', reason: 'not_authorized' }
    case 400:
    case 404:
    case 422:
      // RFC 9457 with words for developers only.
      return { kind: 'refused', reason: 'unexplained' }
    default:
      return { kind: 'unknown' }
  }
}

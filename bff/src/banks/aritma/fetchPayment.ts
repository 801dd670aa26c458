import type { SubmittedTransfer, TransferApi, TransferStep } from '../bankTransfers.ts'
import { parseWire } from '../wire.ts'
import { toFailure } from './toFailure.ts'
import { toTransferStep } from './toTransferStep.ts'
import { transferCalls } from './transferCalls.ts'
import { paymentShape } from './transferShapes.ts'

/** Where a payment stands; null: it waits for this person's approval. @throws BankError */
export async function fetchPayment(
  api: TransferApi,
  { transfer, reference, progress }: SubmittedTransfer,
): Promise<TransferStep | null> {
  const answer = await api.send(transferCalls.payment, { params: { paymentId: reference } })
  if (answer.status !== 200) throw toFailure(answer)
  const payment = parseWire(paymentShape, answer.body)
  return toTransferStep(payment, { date: transfer.date, today: api.today, reference, progress })
}

import { BankError } from '../bankError.ts'
import type { SubmittedTransfer, TransferApi } from '../bankTransfers.ts'
import { parseWire } from '../wire.ts'
import { toFailure } from './toFailure.ts'
import { transferCalls } from './transferCalls.ts'
import { cancelledShape } from './transferShapes.ts'

/** True; @throws BankError unless the bank has called it off */
export async function cancelTransfer(
  api: TransferApi,
  { reference }: SubmittedTransfer,
): Promise<true> {
  const answer = await api.send(transferCalls.cancel, { params: { paymentId: reference } })
  const { status, body } = answer
  if (status === 204) return true
  if (status !== 200 && status !== 202) throw toFailure(answer)
  const { transactionStatus } = parseWire(cancelledShape, body)
  if (transactionStatus !== 'canc' && transactionStatus !== 'rjct')
    throw new BankError('bank_refused', { status })
  return true
}

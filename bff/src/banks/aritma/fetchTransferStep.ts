import type { SubmittedTransfer, TransferApi, TransferStep } from '../bankTransfers.ts'
import { fetchPayment } from './fetchPayment.ts'
import { startApproval } from './startApproval.ts'

/** Asks for the payment; one that still waits for the person is given another page, for the first may open only once. */
export async function fetchTransferStep(
  api: TransferApi,
  order: SubmittedTransfer,
): Promise<TransferStep> {
  const step = (await fetchPayment(api, order)) ?? (await startApproval(api, order))
  // A bank that begins no other approval has one already: what became of it is still to show.
  return step ?? { kind: 'processing', reference: order.reference, progress: order.progress }
}

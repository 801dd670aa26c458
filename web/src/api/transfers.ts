import { transferAnswer, transferOfTransaction } from '@skrin/shared/api/transfers'
import type {
  TransferAnswer,
  TransferOfTransaction,
  TransferRequest,
} from '@skrin/shared/api/transfers'
import type { TransactionId, TransferId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

export function fetchTransfer(
  id: TransactionId,
  signal?: AbortSignal,
): Promise<TransferOfTransaction> {
  return callApi({ path: `/transactions/${id}/transfer`, schema: transferOfTransaction, signal })
}

/** Two rows are one move of money between accounts. */
export function makeTransfer(request: TransferRequest): Promise<TransferAnswer> {
  return callApi({ method: 'POST', path: '/transfers', body: request, schema: transferAnswer })
}

/** They are not, and are not taken for one again. */
export async function undoTransfer(id: TransferId): Promise<void> {
  await callApi({ method: 'DELETE', path: `/transfers/${id}`, schema: v.unknown() })
}

import { totals, transactionDetails, transactionsAnswer } from '@skrin/shared/api/transactions'
import type { Totals, TransactionDetails, TransactionsAnswer } from '@skrin/shared/api/transactions'
import type { View } from '@skrin/shared/api/sharing'
import type { TransactionId } from '@skrin/shared/brand'
import type { Freshness } from './accounts.ts'
import { callApi } from './apiClient.ts'

/** The filters as they travel in a query string: lists comma-separated, amounts in hundredths. */
export interface TransactionFilter {
  account?: string | undefined
  member?: string | undefined
  bank?: string | undefined
  from?: string | undefined
  to?: string | undefined
  min?: string | undefined
  max?: string | undefined
  direction?: string | undefined
  status?: string | undefined
  q?: string | undefined
  category?: string | undefined
  tag?: string | undefined
  state?: string | undefined
  transfer?: string | undefined
  note?: string | undefined
  /** `mine`, or everything one may see. */
  view?: View | undefined
}

export interface TransactionsRequest extends TransactionFilter, Freshness {
  cursor?: string | undefined
  limit?: string | undefined
}

export function fetchTransactions(request: TransactionsRequest): Promise<TransactionsAnswer> {
  const { signal, ...query } = request
  return callApi({ path: '/transactions', query: { ...query }, schema: transactionsAnswer, signal })
}

/** What everything that the list finds comes to. */
export function fetchTotals(filter: TransactionFilter, signal?: AbortSignal): Promise<Totals> {
  return callApi({ path: '/transactions/totals', query: { ...filter }, schema: totals, signal })
}

export function fetchTransaction(
  id: TransactionId,
  signal?: AbortSignal,
): Promise<TransactionDetails> {
  return callApi({ path: `/transactions/${id}`, schema: transactionDetails, signal })
}

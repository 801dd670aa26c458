import {
  decisionAnswer,
  ledgerHistory,
  questionsAnswer,
  splitAnswer,
} from '@skrin/shared/api/ledger'
import type {
  DecisionAnswer,
  LedgerHistory,
  Question,
  QuestionsAnswer,
  SplitAnswer,
} from '@skrin/shared/api/ledger'
import type { ObservationId, TransactionId } from '@skrin/shared/brand'
import { callApi } from './apiClient.ts'

export function fetchHistory(id: TransactionId, signal?: AbortSignal): Promise<LedgerHistory> {
  return callApi({ path: `/transactions/${id}/history`, schema: ledgerHistory, signal })
}

/** Gone from lists and sums, whatever the bank says later; `restoreTransaction` brings it back. */
export function deleteTransaction(id: TransactionId): Promise<LedgerHistory> {
  return callApi({ method: 'POST', path: `/transactions/${id}/delete`, schema: ledgerHistory })
}

export function restoreTransaction(id: TransactionId): Promise<LedgerHistory> {
  return callApi({ method: 'POST', path: `/transactions/${id}/restore`, schema: ledgerHistory })
}

/** What was told becomes a transaction of its own again. */
export function splitTransaction(
  id: TransactionId,
  observation: ObservationId,
): Promise<SplitAnswer> {
  const path = `/transactions/${id}/split`
  return callApi({ method: 'POST', path, body: { observation }, schema: splitAnswer })
}

/** Two rows of one account are the same; the one that is shown stays. */
export function mergeTransactions(id: TransactionId, other: TransactionId): Promise<LedgerHistory> {
  const path = `/transactions/${id}/merge`
  return callApi({ method: 'POST', path, body: { other }, schema: ledgerHistory })
}

export function fetchQuestions(signal?: AbortSignal): Promise<QuestionsAnswer> {
  return callApi({ path: '/questions', schema: questionsAnswer, signal })
}

/** `same`: which of its candidates it is, or none of them. */
export function decide({ id }: Question, same: TransactionId | null): Promise<DecisionAnswer> {
  return callApi({
    method: 'POST',
    path: `/questions/${id}`,
    body: { same },
    schema: decisionAnswer,
  })
}

import {
  decisionAnswer,
  decisionRequest,
  ledgerHistory,
  mergeRequest,
  questionsAnswer,
  splitAnswer,
  splitRequest,
} from '@skrin/shared/api/ledger'
import type { ApiRoute } from './apiRoutes.ts'

const now = { 200: { description: 'The transaction as it is now', schema: ledgerHistory } }

/** What banks and files told of a transaction, and what a person decides about it. */
export const ledgerRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/transactions/{id}/history',
    summary: 'What was told of a transaction, when, and why it is taken for one',
    who: 'members',
    answers: { 200: { description: 'In the order it was told', schema: ledgerHistory } },
    problems: ['not_found'],
  },
  {
    method: 'post',
    path: '/api/transactions/{id}/delete',
    summary: 'Take a transaction out of lists and sums, whatever the bank says of it later',
    who: 'members',
    answers: now,
    problems: ['not_found', 'forbidden'],
  },
  {
    method: 'post',
    path: '/api/transactions/{id}/restore',
    summary: 'Bring a deleted transaction back',
    who: 'members',
    answers: now,
    problems: ['not_found', 'forbidden'],
  },
  {
    method: 'post',
    path: '/api/transactions/{id}/split',
    summary: 'Say that something told of a transaction is another one',
    who: 'members',
    body: splitRequest,
    answers: { 200: { description: 'Both', schema: splitAnswer } },
    problems: ['not_found', 'forbidden'],
  },
  {
    method: 'post',
    path: '/api/transactions/{id}/merge',
    summary: 'Say that two transactions are one',
    who: 'members',
    body: mergeRequest,
    answers: now,
    problems: ['not_found', 'forbidden'],
  },
  {
    method: 'get',
    path: '/api/questions',
    summary: 'Which of one’s own transactions may be one, that no rule can say',
    who: 'members',
    answers: { 200: { description: 'The newest first', schema: questionsAnswer } },
  },
  {
    method: 'post',
    path: '/api/questions/{id}',
    summary: 'Decide whether two transactions are one',
    who: 'members',
    body: decisionRequest,
    answers: { 200: { description: 'What came of it', schema: decisionAnswer } },
    problems: ['not_found'],
  },
]

import {
  transferDecision,
  transferLimitRequest,
  transferOptions,
  transferOrderAnswer,
  transferOrderRequest,
  transferOrdersAnswer,
  transferOrdersQuery,
  transferReview,
} from '@skrin/shared/api/transferOrders'
import type { ProblemCode } from '@skrin/shared/problems'
import type { ApiRoute } from './apiRoutes.ts'

const asked = [
  'reconnect_needed',
  'bank_unreachable',
  'bank_timeout',
  'bank_unavailable',
  'bank_rate_limited',
  'bank_budget_spent',
  'bank_refused',
  'bank_wrong_answer',
  'bank_partial',
] as const satisfies readonly ProblemCode[]
const sendable = [
  'transfers_off',
  'transfer_invalid',
  'transfer_limit',
  'transfer_unsettled',
] as const satisfies readonly ProblemCode[]

/** Moving money between one's own accounts. No API token reaches any of it. */
export const transferOrderRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/transfer-orders/options',
    summary: 'Between which of one’s own accounts money can be moved, and how much today',
    who: 'adults',
    answers: {
      200: { description: 'The connections of banks that can', schema: transferOptions },
    },
    problems: ['transfers_off'],
  },
  {
    method: 'put',
    path: '/api/transfer-orders/limit',
    summary: 'Set one’s own limit for a day, at most the host’s',
    who: 'adults',
    fresh: true,
    body: transferLimitRequest,
    answers: { 200: { description: 'The options anew', schema: transferOptions } },
    problems: ['transfers_off'],
  },
  {
    method: 'get',
    path: '/api/transfer-orders',
    summary: 'One’s own orders that were sent, or those of them that wait for something',
    who: 'adults',
    query: transferOrdersQuery,
    answers: { 200: { description: 'Newest first', schema: transferOrdersAnswer } },
    problems: ['transfers_off'],
  },
  {
    method: 'post',
    path: '/api/transfer-orders',
    summary: 'Review an order: nothing leaves Skrin before it is confirmed',
    who: 'adults',
    body: transferOrderRequest,
    answers: { 201: { description: 'What will be sent, to the letter', schema: transferReview } },
    problems: ['not_found', 'reconnect_needed', ...sendable],
  },
  {
    method: 'get',
    path: '/api/transfer-orders/{id}',
    summary: 'Where one of one’s own orders stands, as far as is known',
    who: 'adults',
    answers: { 200: { description: 'The order', schema: transferOrderAnswer } },
    problems: ['transfers_off', 'not_found'],
  },
  {
    method: 'post',
    path: '/api/transfer-orders/{id}/confirm',
    summary: 'Send a reviewed order, once; again is answered with where it stands',
    who: 'adults',
    fresh: true,
    answers: { 200: { description: 'What became of it', schema: transferOrderAnswer } },
    problems: ['not_found', 'transfer_over', ...sendable, ...asked],
  },
  {
    method: 'post',
    path: '/api/transfer-orders/{id}/check',
    summary: 'Ask the bank where an order stands; one that is unknown is looked for',
    who: 'adults',
    answers: { 200: { description: 'The order', schema: transferOrderAnswer } },
    problems: ['transfers_off', 'not_found', ...asked],
  },
  {
    method: 'post',
    path: '/api/transfer-orders/{id}/decide',
    summary: 'Say what one found out about an order that is unknown after looking it up',
    who: 'adults',
    fresh: true,
    body: transferDecision,
    answers: { 200: { description: 'The order', schema: transferOrderAnswer } },
    problems: ['transfers_off', 'not_found', 'transfer_unsettled', 'transfer_over'],
  },
  {
    method: 'delete',
    path: '/api/transfer-orders/{id}',
    summary: 'Give a review up, or call off at the bank what waits for approval',
    who: 'adults',
    answers: { 200: { description: 'The order', schema: transferOrderAnswer } },
    problems: ['transfers_off', 'not_found', 'transfer_over', ...asked],
  },
]

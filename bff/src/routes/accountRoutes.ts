import { account, accountsAnswer, accountsQuery } from '@skrin/shared/api/accounts'
import { sharingRequest } from '@skrin/shared/api/sharing'
import { apiTokenAnswer, apiTokenRequest, apiTokensAnswer } from '@skrin/shared/api/tokens'
import {
  totals,
  transactionDetails,
  transactionsAnswer,
  transactionsQuery,
} from '@skrin/shared/api/transactions'
import type { ApiRoute } from './apiRoutes.ts'

/** Accounts, their transactions, with whom they are shared, and the API tokens that read them. */
export const accountRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/accounts',
    summary: 'Every account that one may see',
    who: 'members',
    token: true,
    query: accountsQuery,
    answers: { 200: { description: 'With one outcome per connection', schema: accountsAnswer } },
  },
  {
    method: 'put',
    path: '/api/accounts/{id}/sharing',
    summary: 'With whom one shares an account of one’s own',
    who: 'adults',
    fresh: true,
    body: sharingRequest,
    answers: { 200: { description: 'The account, shared so from now on', schema: account } },
    problems: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/transactions',
    summary: 'Transactions of all accounts, newest first',
    who: 'members',
    token: true,
    query: transactionsQuery,
    answers: {
      200: { description: 'A page, with one outcome per connection', schema: transactionsAnswer },
    },
  },
  {
    method: 'get',
    path: '/api/transactions/totals',
    summary: 'What everything that a list finds comes to',
    who: 'members',
    token: true,
    query: transactionsQuery,
    answers: {
      200: { description: 'How many, and money in and out per currency', schema: totals },
    },
  },
  {
    method: 'get',
    path: '/api/accounts/{id}/transactions',
    summary: 'Transactions of one account, newest first',
    who: 'members',
    token: true,
    query: transactionsQuery,
    answers: {
      200: { description: 'A page, with one outcome per connection', schema: transactionsAnswer },
    },
    problems: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/transactions/{id}',
    summary: 'One transaction with what the bank sent for it',
    who: 'members',
    token: true,
    answers: { 200: { description: 'The transaction', schema: transactionDetails } },
    problems: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/tokens',
    summary: 'One’s own API tokens',
    who: 'adults',
    answers: { 200: { description: 'The newest first', schema: apiTokensAnswer } },
  },
  {
    method: 'post',
    path: '/api/tokens',
    summary: 'Make an API token that reads chosen accounts',
    who: 'adults',
    fresh: true,
    body: apiTokenRequest,
    answers: { 201: { description: 'With the token, told this once', schema: apiTokenAnswer } },
  },
  {
    method: 'delete',
    path: '/api/tokens/{id}',
    summary: 'End an API token',
    who: 'adults',
    fresh: true,
    answers: { 204: { description: 'Over, from the next request on' } },
    problems: ['not_found'],
  },
]

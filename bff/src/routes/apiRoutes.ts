import { banksAnswer, choicesAnswer, choicesQuery } from '@skrin/shared/api/banks'
import {
  connectAnswer,
  connectionsAnswer,
  connectRequest,
  disconnectAnswer,
  disconnectQuery,
  outcome,
} from '@skrin/shared/api/connections'
import { session, setupRequest } from '@skrin/shared/api/session'
import type { ProblemCode } from '@skrin/shared/problems'
import * as v from 'valibot'
import type { GuardedRoute } from '../http/authorize.ts'
import { accountRoutes } from './accountRoutes.ts'
import { bankClientRoutes } from './bankClientRoutes.ts'
import { noticeRoutes } from './noticeRoutes.ts'
import { fileRoutes } from './fileRoutes.ts'
import { ledgerRoutes } from './ledgerRoutes.ts'
import { peopleRoutes } from './peopleRoutes.ts'
import { signInRoutes } from './signInRoutes.ts'
import { transferOrderRoutes } from './transferOrderRoutes.ts'
import { transferSwitchRoutes } from './transferSwitchRoutes.ts'
import { understandingRoutes } from './understandingRoutes.ts'
import { viewRoutes } from './viewRoutes.ts'

export interface ApiRoute extends GuardedRoute {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: `/${string}`
  readonly summary: string
  readonly query?: v.StrictObjectSchema<v.ObjectEntries, undefined>
  readonly body?: v.GenericSchema
  readonly answers: Readonly<Record<number, ApiAnswer>>
  /** The problems of its own; `Problem` lists those that any call can end with. */
  readonly problems?: readonly ProblemCode[]
}

export interface ApiAnswer {
  readonly description: string
  readonly schema?: v.GenericSchema
  /** application/json unless said otherwise. */
  readonly type?: string
}

const health = v.object({ status: v.string() })
const readiness = v.object({
  status: v.string(),
  checks: v.record(v.string(), v.picklist(['ok', 'failed'])),
})
const asked = [
  'bank_unreachable',
  'bank_timeout',
  'bank_unavailable',
  'bank_rate_limited',
  'bank_wrong_answer',
] as const

/** Every route there is, and who may call it: `authorize` guards them by this table. A test compares it with what is mounted; `/api/openapi.json` is made of it. */
export const apiRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/healthz',
    summary: 'Whether the process lives',
    who: 'everybody',
    answers: { 200: { description: 'It does', schema: health } },
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Whether database, key and clock are good',
    who: 'everybody',
    answers: {
      200: { description: 'All are', schema: readiness },
      503: { description: 'Something is not', schema: readiness },
    },
  },
  {
    method: 'get',
    path: '/connect/{bank}/callback',
    summary: 'Where a bank sends the browser back',
    who: 'everybody',
    answers: {
      303: { description: 'On to a page of Skrin, or to the bank once more for its consent' },
      400: { description: 'Not an attempt of this browser', schema: v.string(), type: 'text/html' },
    },
  },
  ...signInRoutes,
  ...peopleRoutes,
  ...bankClientRoutes,
  {
    method: 'post',
    path: '/api/setup',
    summary: 'Make the first member, with the one-time code from the log',
    who: 'everybody',
    body: setupRequest,
    answers: { 200: { description: 'Made and signed in', schema: session } },
    problems: [
      'setup_done',
      'setup_code_invalid',
      'password_too_short',
      'password_too_common',
      'too_many_requests',
    ],
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This document',
    who: 'everybody',
    answers: { 200: { description: 'OpenAPI 3.1', schema: v.record(v.string(), v.unknown()) } },
  },
  {
    method: 'get',
    path: '/api/banks',
    summary: 'The banks that Skrin speaks',
    who: 'members',
    answers: { 200: { description: 'Their manifests', schema: banksAnswer } },
  },
  {
    method: 'get',
    path: '/api/banks/{bank}/choices',
    summary: 'What can be chosen at a bank that alone knows it, e.g. the banks a service reads at',
    who: 'adults',
    query: choicesQuery,
    answers: { 200: { description: 'One country’s, by label', schema: choicesAnswer } },
    problems: ['not_found', 'bank_not_configured', 'bank_client_invalid', 'bank_refused', ...asked],
  },
  {
    method: 'get',
    path: '/api/connections',
    summary: 'One’s own connections',
    who: 'members',
    answers: { 200: { description: 'In the order they were made', schema: connectionsAnswer } },
  },
  {
    method: 'get',
    path: '/api/events',
    summary: 'What happens while a page is open, as server-sent events',
    who: 'members',
    answers: {
      200: {
        description:
          'Until the session ends: `sync` with a round of one’s own connections, `accounts-changed` and `notices-changed` without more',
        schema: v.string(),
        type: 'text/event-stream',
      },
    },
    problems: ['too_many_requests'],
  },
  {
    method: 'post',
    path: '/api/connections',
    summary: 'Start a connection, or renew one',
    who: 'adults',
    body: connectRequest,
    answers: {
      200: { description: 'Where to send the browser', schema: connectAnswer },
      201: { description: 'Finished: this bank has no page', schema: connectAnswer },
    },
    problems: [
      'not_found',
      'step_up_needed',
      'bank_not_configured',
      'bank_client_invalid',
      'connect_failed',
      ...asked,
    ],
  },
  {
    method: 'post',
    path: '/api/connections/{id}/refresh',
    summary: 'Ask the bank now',
    who: 'members',
    answers: { 200: { description: 'What came of it', schema: outcome } },
    problems: ['not_found'],
  },
  {
    method: 'delete',
    path: '/api/connections/{id}',
    summary: 'Give a connection up, at the bank where it can be',
    who: 'adults',
    fresh: true,
    query: disconnectQuery,
    answers: { 200: { description: 'Forgotten here in any case', schema: disconnectAnswer } },
    problems: ['not_found'],
  },
  {
    method: 'get',
    path: '/api/connections/{id}/bank/{path}',
    summary:
      'The bank’s own answer; `path` may have several segments and must be among the calls of the bank’s folder',
    who: 'members',
    answers: { 200: { description: 'As the bank sent it', schema: v.unknown() } },
    problems: [
      'not_found',
      'bank_path_not_allowed',
      'reconnect_needed',
      'bank_budget_spent',
      'bank_refused',
      ...asked,
    ],
  },
  ...transferSwitchRoutes,
  ...transferOrderRoutes,
  ...accountRoutes,
  ...ledgerRoutes,
  ...understandingRoutes,
  ...viewRoutes,
  ...fileRoutes,
  ...noticeRoutes,
]

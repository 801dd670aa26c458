import { bankClientsAnswer } from '@skrin/shared/api/bankClients'
import * as v from 'valibot'
import type { ApiRoute } from './apiRoutes.ts'

const page = { schema: v.string(), type: 'text/html' } as const

/** Own bank clients: the list for the page, and the form outside of it, in which they are entered. */
export const bankClientRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/bank-clients',
    summary: 'One’s own bank clients, without their secrets',
    who: 'members',
    answers: { 200: { description: 'In the order they were entered', schema: bankClientsAnswer } },
  },
  {
    method: 'delete',
    path: '/api/bank-clients/{id}',
    summary: 'Forget a bank client; its connections end first, at the bank where they can be',
    who: 'adults',
    fresh: true,
    answers: { 204: { description: 'Forgotten' } },
    problems: ['not_found'],
  },
  {
    method: 'get',
    path: '/bank-clients/{bank}',
    summary: 'The form for one’s own bank client at a bank: a page of its own, without any script',
    who: 'adults',
    answers: {
      200: { description: 'The form', ...page },
      303: { description: 'To signing in, or to proving who one is' },
    },
  },
  {
    method: 'post',
    path: '/bank-clients/{bank}',
    summary: 'Keep one’s own bank client; the form itself asks again who it is, where that is due',
    who: 'adults',
    answers: {
      303: { description: 'Kept: back to the banks' },
      400: { description: 'The form again, with what is wrong', ...page },
      401: { description: 'The form again: the password or the code was wrong', ...page },
      403: { description: 'Not sent by this form, or too late', ...page },
    },
  },
]

import { viewAnswer, viewChange, viewRequest, viewsAnswer } from '@skrin/shared/api/views'
import type { ApiRoute } from './apiRoutes.ts'

/** Searches and filters that people keep under a name; each sees their own. */
export const viewRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/views',
    summary: 'One’s own saved views of the transactions',
    who: 'members',
    answers: { 200: { description: 'By name', schema: viewsAnswer } },
  },
  {
    method: 'post',
    path: '/api/views',
    summary: 'Save a view under a name',
    who: 'members',
    body: viewRequest,
    answers: { 201: { description: 'The view', schema: viewAnswer } },
    problems: ['name_taken'],
  },
  {
    method: 'patch',
    path: '/api/views/{id}',
    summary: 'Rename a saved view, or change what it shows',
    who: 'members',
    body: viewChange,
    answers: { 200: { description: 'The view', schema: viewAnswer } },
    problems: ['not_found', 'name_taken'],
  },
  {
    method: 'delete',
    path: '/api/views/{id}',
    summary: 'Remove a saved view',
    who: 'members',
    answers: { 204: { description: 'It is gone; no transaction is' } },
    problems: ['not_found'],
  },
]

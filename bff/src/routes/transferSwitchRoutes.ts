import {
  transfersOffAnswer,
  transfersOnAnswer,
  transfersOnRequest,
} from '@skrin/shared/api/transferOrders'
import type { ApiRoute } from './apiRoutes.ts'

const path = '/api/connections/{id}/transfers'
const ofConnection = {
  path,
  who: 'adults',
  movesMoney: true,
  notesRefusals: 'connection',
} as const

/** Turning moving money on and off, for one connection of one's own. */
export const transferSwitchRoutes: readonly ApiRoute[] = [
  {
    ...ofConnection,
    method: 'put',
    summary: 'Let Skrin move money between own accounts over a connection',
    fresh: true,
    body: transfersOnRequest,
    answers: {
      200: { description: 'Done, or where to send the browser first', schema: transfersOnAnswer },
    },
    problems: ['not_found', 'transfers_off', 'bank_not_configured', 'connect_failed'],
  },
  {
    ...ofConnection,
    method: 'delete',
    summary: 'Let it move none any more',
    answers: { 200: { description: 'Off from this moment on', schema: transfersOffAnswer } },
    problems: ['not_found', 'transfers_off'],
  },
]

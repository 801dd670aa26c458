import type { Request, Response, Router } from 'express'
import { connectionId } from '@skrin/shared/api/primitives'
import { transfersOnRequest } from '@skrin/shared/api/transferOrders'
import type { TransfersOffAnswer, TransfersOnAnswer } from '@skrin/shared/api/transferOrders'
import { AppError } from '../appError.ts'
import { toPurpose } from '../connections/bankAccess.ts'
import { findConnectionRow } from '../connections/connectionRows.ts'
import { startConnect } from '../connections/connectFlow.ts'
import { toInternalPath } from '../connections/internalPath.ts'
import { turnTransfersOff, turnTransfersOn, wideningOf } from '../connections/switchTransfers.ts'
import type { SwitchedConnection } from '../connections/switchTransfers.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { presenceOf } from '../http/presence.ts'
import { sessionHash } from '../http/session.ts'
import { asProblem } from './asProblem.ts'
import { attemptCookie } from './attemptCookie.ts'
import { toConnectDeps } from './connect.ts'

/** Where a person lets Skrin move money, and ends it. */
export function createTransferSwitchRouter(context: Context): Router {
  const router = createRouter()

  router.put('/connections/:id/transfers', async (request, response) => {
    const answer: TransfersOnAnswer = await turnOn(context, request, response)
    response.json(answer)
  })

  router.delete('/connections/:id/transfers', async (request, response) => {
    const connection = await requireSwitchable(context, request, response)
    const answer: TransfersOffAnswer = await turnTransfersOff(context, connection)
    response.json(answer)
  })

  return router
}

async function turnOn(
  context: Context,
  request: Request,
  response: Response,
): Promise<TransfersOnAnswer> {
  const { returnTo } = parseRequest(transfersOnRequest, request.body ?? {})
  const connection = await requireSwitchable(context, request, response)
  const { line, row } = connection
  if (toPurpose(context.config, line.bank, row) === 'transfers') return { on: true }
  if (wideningOf(line) === 'at_bank') {
    const step = await asProblem(
      startConnect(toConnectDeps(context), {
        owner: { member: row.member_id, bank: row.bank, sessionHash: sessionHash(request) },
        choices: {},
        renew: row.id,
        returnTo: toInternalPath(returnTo, context.config.publicUrl),
        purpose: 'transfers',
        presence: presenceOf(request),
      }),
    )
    if (step.kind !== 'redirect') throw new AppError('connect_failed')
    attemptCookie(context.config.publicUrl).set(response, step.attempt)
    return { redirectTo: step.redirectTo }
  }
  await turnTransfersOn(context, connection)
  return { on: true }
}

/** @throws AppError not_found · transfers_off at a bank that cannot */
async function requireSwitchable(
  { db, access }: Context,
  request: Request,
  response: Response,
): Promise<SwitchedConnection> {
  const id = parseRequest(connectionId, request.params['id'])
  const row = await findConnectionRow(db, memberOf(response).id, id)
  if (!row) throw new AppError('not_found')
  const line = access.getLine(row.bank)
  if (!line?.bank.transfers) throw new AppError('transfers_off')
  return { line, row }
}

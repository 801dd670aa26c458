import type { Request, Response, Router } from 'express'
import { connectRequest, disconnectQuery } from '@skrin/shared/api/connections'
import type { ConnectAnswer, ConnectionsAnswer } from '@skrin/shared/api/connections'
import { connectionId } from '@skrin/shared/api/primitives'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { AccessPurpose } from '../auth/oauthClient.ts'
import type { Bank } from '../banks/bank.ts'
import { toPurpose } from '../connections/bankAccess.ts'
import { findConnectionRow, listConnectionRows } from '../connections/connectionRows.ts'
import type { ConnectionRow } from '../connections/connectionRows.ts'
import { startConnect } from '../connections/connectFlow.ts'
import { describeConnections } from '../connections/describeConnections.ts'
import { disconnect } from '../connections/disconnect.ts'
import { toInternalPath } from '../connections/internalPath.ts'
import type { Context } from '../context.ts'
import { isFresh } from '../http/authorize.ts'
import { inSession } from '../household/accessLog.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { sessionHash } from '../http/session.ts'
import { asProblem } from './asProblem.ts'
import { attemptCookie } from './attemptCookie.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { presenceOf } from '../http/presence.ts'
import { toConnectDeps } from './connect.ts'

export function createConnectionsRouter(context: Context): Router {
  const router = createRouter()

  router.get('/connections', async (_request, response) => {
    const rows = await listConnectionRows(context.db, memberOf(response).id)
    const answer: ConnectionsAnswer = { connections: await describeConnections(context, rows) }
    response.json(answer)
  })

  router.post('/connections', (request, response) => start(context, request, response))

  router.post('/connections/:id/refresh', async (request, response) => {
    const row = await requireConnection(context, request, response)
    response.json(await context.refresher.refresh(row, presenceOf(request)))
  })

  router.delete('/connections/:id', async (request, response) => {
    const { history } = parseRequest(disconnectQuery, request.query)
    const row = await requireConnection(context, request, response)
    const by = inSession(memberOf(response))
    response.json(await disconnect(context, row, { deleteHistory: history === 'delete', by }))
  })

  return router
}

async function requireConnection(
  context: Context,
  request: Request,
  response: Response,
): Promise<ConnectionRow> {
  const id = parseRequest(connectionId, request.params['id'])
  const row = await findConnectionRow(context.db, memberOf(response).id, id)
  if (!row) throw new AppError('not_found')
  return row
}

async function start(context: Context, request: Request, response: Response): Promise<void> {
  const {
    bank: bankId,
    choices = {},
    renew = null,
    returnTo,
  } = parseRequest(connectRequest, request.body)
  // A renewal goes through the bank's own sign-in and adds nothing; a new connection is a sensitive act.
  if (renew === null && !isFresh(request, context.clock)) throw new AppError('step_up_needed')
  const bank = context.banks.get(bankId)
  if (!bank) throw new AppError('not_found', { field: 'bank' })
  refuseUnknownChoices(bank, choices)
  const owner = { member: memberOf(response).id, bank: bankId, sessionHash: sessionHash(request) }
  const step = await asProblem(
    startConnect(toConnectDeps(context), {
      owner,
      choices,
      renew,
      returnTo: toInternalPath(returnTo, context.config.publicUrl),
      purpose: await readPurpose(context, owner.member, renew),
      presence: presenceOf(request),
    }),
  )
  if (step.kind === 'redirect') {
    attemptCookie(context.config.publicUrl).set(response, step.attempt)
    const answer: ConnectAnswer = { redirectTo: step.redirectTo }
    response.json(answer)
    return
  }
  const row = await findConnectionRow(context.db, owner.member, step.connection)
  const [connection] = await describeConnections(context, row ? [row] : [])
  if (!connection) throw new AppError('not_found')
  const answer: ConnectAnswer = { connection }
  response.status(201).json(answer)
}

/** A renewal asks for what the connection has: moving money stays on where it is. */
async function readPurpose(
  { db, config, banks }: Context,
  member: MemberId,
  renew: ConnectionId | null,
): Promise<AccessPurpose> {
  const row = renew === null ? undefined : await findConnectionRow(db, member, renew)
  const bank = row && banks.get(row.bank)
  return row && bank ? toPurpose(config, bank, row) : 'reading'
}

function refuseUnknownChoices(bank: Bank, choices: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(choices)) {
    const choice = bank.manifest.choices.find((known) => known.name === name)
    // What only the bank knows is looked for there, by who connects.
    if (choice?.source === 'bank') continue
    if (!choice?.options.some((option) => option.value === value)) {
      throw new AppError('bad_request', { field: `choices.${name}` })
    }
  }
}

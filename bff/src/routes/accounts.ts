import type { Request, Response, Router } from 'express'
import { accountsQuery } from '@skrin/shared/api/accounts'
import type { Account, AccountsAnswer } from '@skrin/shared/api/accounts'
import { accountId } from '@skrin/shared/api/primitives'
import { sharingRequest } from '@skrin/shared/api/sharing'
import { changeSharing } from '../accounts/changeSharing.ts'
import { describeAccounts } from '../accounts/describeAccounts.ts'
import { createOpenedNoter } from '../accounts/noteOpened.ts'
import { listVisibleAccounts } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { inSession } from '../household/accessLog.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { readerOf, viewerOf } from '../http/viewerOf.ts'
import { askOwnBanks } from './askOwnBanks.ts'

export function createAccountsRouter(context: Context): Router {
  const router = createRouter()
  const noteOpened = createOpenedNoter(context)

  router.get('/accounts', async (request, response) => {
    const { prefer, view } = parseRequest(accountsQuery, request.query)
    const outcomes = await askOwnBanks(context, { request, response, prefer })
    const accounts = await listVisibleAccounts(context.db, viewerOf(response), { view })
    await noteOpened(readerOf(response), accounts)
    const answer: AccountsAnswer = { accounts: await describeAccounts(context, accounts), outcomes }
    response.json(answer)
  })

  router.put('/accounts/:id/sharing', (request, response) => share(context, request, response))
  return router
}

async function share(context: Context, request: Request, response: Response): Promise<void> {
  const account = parseRequest(accountId, request.params['id'])
  const { shares } = parseRequest(sharingRequest, request.body)
  const member = memberOf(response)
  const changed = await changeSharing(context, member.id, {
    account,
    shares,
    by: inSession(member),
  })
  const [answer]: Account[] = await describeAccounts(context, [changed])
  if (!answer) throw new AppError('not_found')
  response.json(answer)
}

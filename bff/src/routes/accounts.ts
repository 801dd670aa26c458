import type { Router } from 'express'
import { accountsQuery } from '@skrin/shared/api/accounts'
import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import { askBanks } from '../accounts/askBanks.ts'
import { listAccounts } from '../accounts/listAccounts.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { presenceOf } from '../http/presence.ts'

export function createAccountsRouter(context: Context): Router {
  const router = createRouter()
  router.get('/accounts', async (request, response) => {
    const { prefer } = parseRequest(accountsQuery, request.query)
    const member = memberOf(response)
    const outcomes = await askBanks(context, member.id, { presence: presenceOf(request), prefer })
    const answer: AccountsAnswer = { accounts: await listAccounts(context, member.id), outcomes }
    response.json(answer)
  })
  return router
}

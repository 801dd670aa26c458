import type { Request, Response, Router } from 'express'
import { accountId, transactionId } from '@skrin/shared/api/primitives'
import { transactionsQuery } from '@skrin/shared/api/transactions'
import type {
  TransactionDetails,
  TransactionsAnswer,
  TransactionsQuery,
} from '@skrin/shared/api/transactions'
import { askBanks } from '../accounts/askBanks.ts'
import { findTransaction, listTransactions } from '../accounts/listTransactions.ts'
import { listVisibleAccountIds } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { presenceOf } from '../http/presence.ts'

export function createTransactionsRouter(context: Context): Router {
  const router = createRouter()

  router.get('/transactions', async (request, response) => {
    await answerPage(context, {
      request,
      response,
      query: parseRequest(transactionsQuery, request.query),
    })
  })

  router.get('/accounts/:id/transactions', async (request, response) => {
    const id = parseRequest(accountId, request.params.id)
    const visible = await listVisibleAccountIds(context.db, memberOf(response).id, {
      account: [id],
    })
    if (visible.length === 0) throw new AppError('not_found')
    const query = { ...parseRequest(transactionsQuery, request.query), account: [id] }
    await answerPage(context, { request, response, query })
  })

  router.get('/transactions/:id', async (request, response) => {
    const id = parseRequest(transactionId, request.params.id)
    const details: TransactionDetails = await findTransaction(context.db, memberOf(response).id, id)
    response.json(details)
  })

  return router
}

interface PageRequest {
  readonly request: Request
  readonly response: Response
  readonly query: TransactionsQuery
}

/** Later pages are of what is there: the banks are asked for the first one only. */
async function answerPage(
  context: Context,
  { request, response, query }: PageRequest,
): Promise<void> {
  const member = memberOf(response)
  const prefer = query.cursor === undefined ? query.prefer : 'cache'
  const outcomes = await askBanks(context, member.id, { presence: presenceOf(request), prefer })
  const answer: TransactionsAnswer = {
    ...(await listTransactions(context.db, member.id, query)),
    outcomes,
  }
  response.json(answer)
}

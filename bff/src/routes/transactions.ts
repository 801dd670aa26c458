import type { Request, Response, Router } from 'express'
import { accountId, transactionId } from '@skrin/shared/api/primitives'
import { transactionsQuery } from '@skrin/shared/api/transactions'
import type {
  Totals,
  TransactionDetails,
  TransactionsAnswer,
  TransactionsQuery,
} from '@skrin/shared/api/transactions'
import { findTransaction, listTransactions } from '../accounts/listTransactions.ts'
import { createOpenedNoter } from '../accounts/noteOpened.ts'
import type { OpenedNoter } from '../accounts/noteOpened.ts'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { findTotals } from '../find/findTotals.ts'
import { resolveFind } from '../find/resolveFind.ts'
import { createRouter } from '../http/createRouter.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { readerOf, viewerOf } from '../http/viewerOf.ts'
import { annotate } from '../understanding/annotate.ts'
import { askOwnBanks } from './askOwnBanks.ts'

export function createTransactionsRouter(context: Context): Router {
  const router = createRouter()
  const noteOpened = createOpenedNoter(context)
  const deps = { ...context, noteOpened }

  router.get('/transactions', async (request, response) => {
    const query = parseRequest(transactionsQuery, request.query)
    await answerPage(deps, { request, response, query })
  })

  router.get('/transactions/totals', async (request, response) => {
    const query = parseRequest(transactionsQuery, request.query)
    const find = await resolveFind(context, viewerOf(response), query)
    const answer: Totals = await findTotals(context.db, find)
    await noteOpened(readerOf(response), find.accounts)
    response.json(answer)
  })

  router.get('/accounts/:id/transactions', async (request, response) => {
    const id = parseRequest(accountId, request.params.id)
    const query = { ...parseRequest(transactionsQuery, request.query), account: [id] }
    // Of what shows its balance only there is no list, not an empty one: as of an account that is not there.
    const open = await listOpenAccounts(context.db, viewerOf(response), { account: [id] })
    if (open.length === 0) throw new AppError('not_found')
    await answerPage(deps, { request, response, query })
  })

  router.get('/transactions/:id', async (request, response) => {
    const id = parseRequest(transactionId, request.params.id)
    const open = await listOpenAccounts(context.db, viewerOf(response))
    const found = await findTransaction(context.db, open, id)
    if (!found) throw new AppError('not_found')
    await noteOpened(readerOf(response), [found.account])
    const [transaction = found.transaction] = await annotate(context.db, open, [found.transaction])
    const details: TransactionDetails = { transaction, wire: found.wire }
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
  context: Context & { readonly noteOpened: OpenedNoter },
  { request, response, query }: PageRequest,
): Promise<void> {
  const prefer = query.cursor === undefined ? query.prefer : 'cache'
  const outcomes = await askOwnBanks(context, { request, response, prefer })
  const find = await resolveFind(context, viewerOf(response), query)
  const page = await listTransactions(context.db, find, query)
  await context.noteOpened(readerOf(response), find.accounts)
  const answer: TransactionsAnswer = { ...page, outcomes }
  response.json(answer)
}

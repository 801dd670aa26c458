import type { Request, Response, Router } from 'express'
import { decisionRequest, mergeRequest, splitRequest } from '@skrin/shared/api/ledger'
import type { DecisionAnswer, QuestionsAnswer, SplitAnswer } from '@skrin/shared/api/ledger'
import { transactionId } from '@skrin/shared/api/primitives'
import type { TransactionId } from '@skrin/shared/brand'
import { createOpenedNoter } from '../accounts/noteOpened.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { readerOf, viewerOf } from '../http/viewerOf.ts'
import { aloneWithAccount } from '../ledger/aloneWithAccount.ts'
import { deleteTransactions, restoreTransactions } from '../ledger/deleteTransaction.ts'
import { describeHistory } from '../ledger/describeHistory.ts'
import { mergeTransactions } from '../ledger/mergeTransactions.ts'
import { findOwnRow, findSeenRow } from '../ledger/ownRow.ts'
import type { OwnRow } from '../ledger/ownRow.ts'
import { answerQuestion, listQuestions } from '../ledger/questions.ts'
import { splitTransaction } from '../ledger/splitTransaction.ts'
import { tellOfRows } from './tellOfRows.ts'

/** What was told of transactions, and what people decide about it. */
export function createLedgerRouter(context: Context): Router {
  const { db } = context
  const router = createRouter()
  const noteOpened = createOpenedNoter(context)

  router.get('/transactions/:id/history', async (request, response) => {
    const row = await findSeenRow(db, viewerOf(response), idOf(request))
    await noteOpened(readerOf(response), [row.account])
    response.json(await describeHistory(db, row))
  })
  router.post('/transactions/:id/delete', async (request, response) => {
    const row = await findOwn(context, request, response)
    await deleteTransactions(db, row.twins)
    await tellOfRows(context, row.accountId)
    response.json(await describeHistory(db, row))
  })
  router.post('/transactions/:id/restore', async (request, response) => {
    const row = await findOwn(context, request, response)
    await restoreTransactions(db, row.twins)
    await tellOfRows(context, row.accountId)
    response.json(await describeHistory(db, row))
  })
  router.post('/transactions/:id/split', (request, response) => split(context, request, response))
  router.post('/transactions/:id/merge', (request, response) => merge(context, request, response))
  router.get('/questions', async (_request, response) => {
    const answer: QuestionsAnswer = { questions: await listQuestions(db, viewerOf(response)) }
    response.json(answer)
  })
  router.post('/questions/:id', (request, response) => decide(context, request, response))
  return router
}

async function split(context: Context, request: Request, response: Response): Promise<void> {
  const { observation } = parseRequest(splitRequest, request.body)
  const row = await findOwn(context, request, response)
  const apart = await splitTransaction(context.db, row, observation)
  await tellOfRows(context, row.accountId)
  const answer: SplitAnswer = { history: await describeHistory(context.db, row), apart }
  response.json(answer)
}

async function merge(context: Context, request: Request, response: Response): Promise<void> {
  const { db } = context
  const { other } = parseRequest(mergeRequest, request.body)
  const row = await findOwn(context, request, response)
  // What one may not see is as what is not there.
  await findOwnRow(db, viewerOf(response), other)
  const kept = await aloneWithAccount(db, row.accountId, (alone) =>
    mergeTransactions(alone, row.id, other),
  )
  await tellOfRows(context, row.accountId)
  response.json(await describeHistory(db, { ...row, id: kept }))
}

async function decide(context: Context, request: Request, response: Response): Promise<void> {
  const { same } = parseRequest(decisionRequest, request.body)
  const id = String(request.params['id'])
  const now = context.clock.now()
  const decided = await answerQuestion(context.db, viewerOf(response), { id, same, now })
  const { transaction, account } = decided
  await tellOfRows(context, ...account.observations.map((observation) => observation.id))
  const history = await describeHistory(context.db, { id: transaction, account })
  const answer: DecisionAnswer = { history }
  response.json(answer)
}

function idOf(request: Request): TransactionId {
  return parseRequest(transactionId, request.params['id'])
}

function findOwn(context: Context, request: Request, response: Response): Promise<OwnRow> {
  return findOwnRow(context.db, viewerOf(response), idOf(request))
}

import type { Request, Response, Router } from 'express'
import { transactionId, transferId } from '@skrin/shared/api/primitives'
import { transferRequest } from '@skrin/shared/api/transfers'
import type { TransferAnswer, TransferOfTransaction } from '@skrin/shared/api/transfers'
import type { Transaction } from '@skrin/shared/api/transactions'
import type { TransactionId } from '@skrin/shared/brand'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { findTransaction } from '../accounts/listTransactions.ts'
import { createOpenedNoter } from '../accounts/noteOpened.ts'
import type { OpenedNoter } from '../accounts/noteOpened.ts'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { readerOf, viewerOf } from '../http/viewerOf.ts'
import type { Database } from '../store/database.ts'
import { annotate } from '../understanding/annotate.ts'
import {
  findTransferOf,
  makeTransfer,
  undoTransfer,
} from '../understanding/transfers/decideTransfer.ts'
import { listCandidates } from '../understanding/transfers/listCandidates.ts'

/** Two rows that are one move of money. */
export function createTransfersRouter(context: Context): Router {
  const router = createRouter()
  const noteOpened = createOpenedNoter(context)
  const listOpen = (response: Response) => listOpenAccounts(context.db, viewerOf(response))

  router.get('/transactions/:id/transfer', (request, response) =>
    sendTransfer({ ...context, noteOpened }, request, response),
  )
  router.post('/transfers', async (request, response) => {
    const wanted = parseRequest(transferRequest, request.body)
    const id = await makeTransfer(context, await listOpen(response), wanted)
    const answer: TransferAnswer = { id }
    response.status(201).json(answer)
  })
  router.delete('/transfers/:id', async (request, response) => {
    const id = parseRequest(transferId, request.params.id)
    await undoTransfer(context, await listOpen(response), id)
    response.status(204).end()
  })
  return router
}

async function sendTransfer(
  { db, noteOpened }: Context & { readonly noteOpened: OpenedNoter },
  request: Request,
  response: Response,
): Promise<void> {
  const id = parseRequest(transactionId, request.params['id'])
  const open = await listOpenAccounts(db, viewerOf(response))
  if (!(await findTransaction(db, open, id))) throw new AppError('not_found')
  const pair = await findTransferOf(db, open, id)
  const ids = pair ? [] : await listCandidates(db, open, id)
  const [other] = await describe(
    db,
    open,
    pair ? [pair.out_id === id ? pair.in_id : pair.out_id] : [],
  )
  await noteOpened(readerOf(response), open)
  const answer: TransferOfTransaction = {
    transfer: pair && other ? { id: pair.id, reason: pair.reason, other } : null,
    candidates: await describe(db, open, ids),
  }
  response.json(answer)
}

async function describe(
  db: Database,
  open: readonly VisibleAccount[],
  ids: readonly TransactionId[],
): Promise<Transaction[]> {
  const found: Transaction[] = []
  for (const id of ids) {
    const one = await findTransaction(db, open, id)
    if (one) found.push(one.transaction)
  }
  return annotate(db, open, found)
}

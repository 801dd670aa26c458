import type { Request, Response, Router } from 'express'
import { annotation, bulkAnnotation } from '@skrin/shared/api/annotations'
import type { AnnotationAnswer, TagsAnswer } from '@skrin/shared/api/annotations'
import { transactionId } from '@skrin/shared/api/primitives'
import { findTransaction } from '../accounts/listTransactions.ts'
import { createOpenedNoter } from '../accounts/noteOpened.ts'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { readerOf, viewerOf } from '../http/viewerOf.ts'
import { annotate } from '../understanding/annotate.ts'
import { changeMany } from '../understanding/annotations/changeMany.ts'
import { changeRows } from '../understanding/annotations/changeRows.ts'
import { findWritable } from '../understanding/annotations/findWritable.ts'
import { listTags } from '../understanding/annotations/listTags.ts'

/** What people add to transactions. */
export function createAnnotationsRouter(context: Context): Router {
  const router = createRouter()
  const noteOpened = createOpenedNoter(context)

  router.get('/tags', async (_request, response) => {
    const open = await listOpenAccounts(context.db, viewerOf(response))
    const answer: TagsAnswer = { tags: await listTags(context.db, open) }
    await noteOpened(readerOf(response), open)
    response.json(answer)
  })
  router.patch('/transactions', async (request, response) => {
    const { set, ...chosen } = parseRequest(bulkAnnotation, request.body)
    response.json(await changeMany(context, viewerOf(response), { chosen, change: set }))
  })
  router.patch('/transactions/:id', (request, response) => change(context, request, response))
  return router
}

async function change({ db }: Context, request: Request, response: Response): Promise<void> {
  const id = parseRequest(transactionId, request.params['id'])
  const { tags, ...rest } = parseRequest(annotation, request.body)
  const open = await listOpenAccounts(db, viewerOf(response))
  const { own, count, notOwn } = await findWritable(db, open, [id])
  if (notOwn.length > 0) throw new AppError('forbidden')
  if (count === 0) throw new AppError('not_found')
  await changeRows(db, own, { ...rest, tags: tags && { all: tags } })
  const found = await findTransaction(db, open, id)
  const [transaction] = await annotate(db, open, found ? [found.transaction] : [])
  if (!transaction) throw new AppError('not_found')
  const answer: AnnotationAnswer = { transaction }
  response.json(answer)
}

import type { Request, Response, Router } from 'express'
import {
  importChange,
  importCommit,
  importPreviewQuery,
  importUploadQuery,
  MOST_FILE_BYTES,
} from '@skrin/shared/api/files'
import type { FileImport, ImportPreview, ImportsAnswer } from '@skrin/shared/api/files'
import { importId } from '@skrin/shared/api/primitives'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { changeImport } from '../files/imports/changeImport.ts'
import { commitImport } from '../files/imports/commitImport.ts'
import { describeImport, describePreview, listImports } from '../files/imports/describeImports.ts'
import { withUpload } from '../files/imports/receiveUpload.ts'
import { startImport } from '../files/imports/startImport.ts'
import { takeTurns } from '../files/imports/takeTurns.ts'
import { discardImport, undoImport } from '../files/imports/undoImport.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { noteOwn } from './noteOwn.ts'
import { tellOfRows } from './tellOfRows.ts'

/** Each reads up to 50 MB in a thread of its own. */
const MOST_FILES_AT_ONCE = 2

/** The one body that is no JSON. Its content type, too, no page of another site can send without a preflight. */
export function createUploadRouter(context: Context): Router {
  const router = createRouter()
  const inTurn = takeTurns(MOST_FILES_AT_ONCE)

  router.post('/imports', async (request, response) => {
    const { name } = parseRequest(importUploadQuery, request.query)
    if (!request.is('application/octet-stream')) throw new AppError('bad_request')
    if (Number(request.get('content-length') ?? 0) > MOST_FILE_BYTES)
      throw new AppError('payload_too_large')
    const member = memberOf(response)
    const id = await withUpload(context.config.dataDir, request, (path) =>
      inTurn(() => startImport(context, member.id, { path, fileName: name })),
    )
    response.status(201)
    const answer: ImportPreview = await describePreview(context.db, member.id, { id, query: {} })
    response.json(answer)
  })

  return router
}

export function createImportsRouter(context: Context): Router {
  const router = createRouter()
  const { db } = context

  router.get('/imports', async (_request, response) => {
    const answer: ImportsAnswer = { imports: await listImports(db, memberOf(response).id) }
    response.json(answer)
  })

  router.get('/imports/:id', async (request, response) => {
    await answerPreview(context, request, response)
  })

  router.patch('/imports/:id', async (request, response) => {
    const id = parseRequest(importId, request.params.id)
    const change = parseRequest(importChange, request.body)
    await changeImport(db, memberOf(response).id, { id, change })
    await answerPreview(context, request, response)
  })

  router.post('/imports/:id/commit', async (request, response) => {
    const member = memberOf(response)
    const id = parseRequest(importId, request.params.id)
    const choices = parseRequest(importCommit, request.body)
    const account = await commitImport(context, member.id, { id, choices })
    const answer: FileImport = await describeImport(db, member.id, id)
    const { fileName, accountName, added } = answer
    const subject = { file: fileName, account: accountName ?? '', count: String(added) }
    await noteOwn(context, response, 'file.imported', subject)
    await tellOfRows(context, account)
    response.json(answer)
  })

  router.post('/imports/:id/undo', async (request, response) => {
    const member = memberOf(response)
    const id = parseRequest(importId, request.params.id)
    const account = await undoImport(context, member.id, id)
    const answer: FileImport = await describeImport(db, member.id, id)
    await noteOwn(context, response, 'file.undone', { file: answer.fileName })
    await tellOfRows(context, account)
    response.json(answer)
  })

  router.delete('/imports/:id', async (request, response) => {
    const id = parseRequest(importId, request.params.id)
    await discardImport(db, memberOf(response).id, id)
    response.status(204).end()
  })

  return router
}

async function answerPreview({ db }: Context, request: Request, response: Response): Promise<void> {
  const id = parseRequest(importId, request.params['id'])
  const query = parseRequest(importPreviewQuery, request.query)
  const answer: ImportPreview = await describePreview(db, memberOf(response).id, { id, query })
  response.json(answer)
}

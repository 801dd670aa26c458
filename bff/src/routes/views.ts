import type { Router } from 'express'
import { savedViewId } from '@skrin/shared/api/primitives'
import { viewChange, viewRequest } from '@skrin/shared/api/views'
import type { ViewAnswer, ViewsAnswer } from '@skrin/shared/api/views'
import type { Context } from '../context.ts'
import { changeView, listViews, removeView, saveView } from '../find/savedViews.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'

export function createViewsRouter(context: Context): Router {
  const router = createRouter()

  router.get('/views', async (_request, response) => {
    const views = await listViews(context.db, memberOf(response).id)
    const answer: ViewsAnswer = { views }
    response.json(answer)
  })

  router.post('/views', async (request, response) => {
    const wanted = parseRequest(viewRequest, request.body)
    const answer: ViewAnswer = { view: await saveView(context, memberOf(response).id, wanted) }
    response.status(201).json(answer)
  })

  router.patch('/views/:id', async (request, response) => {
    const id = parseRequest(savedViewId, request.params.id)
    const change = parseRequest(viewChange, request.body)
    const view = await changeView(context, memberOf(response).id, { id, change })
    const answer: ViewAnswer = { view }
    response.json(answer)
  })

  router.delete('/views/:id', async (request, response) => {
    const id = parseRequest(savedViewId, request.params.id)
    await removeView(context.db, memberOf(response).id, id)
    response.status(204).end()
  })

  return router
}

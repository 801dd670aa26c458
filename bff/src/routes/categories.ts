import type { Router } from 'express'
import { categoryChange, categoryRemovalQuery, categoryRequest } from '@skrin/shared/api/categories'
import type { CategoriesAnswer } from '@skrin/shared/api/categories'
import { categoryId } from '@skrin/shared/api/primitives'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import {
  addCategory,
  listCategories,
  renameCategory,
} from '../understanding/categories/categoryRows.ts'
import { removeCategory } from '../understanding/categories/removeCategory.ts'

export function createCategoriesRouter(context: Context): Router {
  const router = createRouter()
  const { db } = context

  router.get('/categories', async (_request, response) => {
    const answer: CategoriesAnswer = { categories: await listCategories(db) }
    response.json(answer)
  })
  router.post('/categories', async (request, response) => {
    const wanted = parseRequest(categoryRequest, request.body)
    response.status(201).json(await addCategory(context, memberOf(response).id, wanted))
  })
  router.patch('/categories/:id', async (request, response) => {
    const id = parseRequest(categoryId, request.params.id)
    response.json(await renameCategory(db, id, parseRequest(categoryChange, request.body)))
  })
  router.delete('/categories/:id', async (request, response) => {
    const id = parseRequest(categoryId, request.params.id)
    const { into = null } = parseRequest(categoryRemovalQuery, request.query)
    await removeCategory(db, id, into)
    response.status(204).end()
  })
  return router
}

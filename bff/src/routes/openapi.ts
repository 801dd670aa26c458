import type { Router } from 'express'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { sessionCookie } from '../http/session.ts'
import { apiRoutes } from './apiRoutes.ts'
import { toOpenApi } from './toOpenApi.ts'

export function createOpenApiRouter({ config }: Context): Router {
  const router = createRouter()
  let document: string | undefined
  router.get('/openapi.json', (_req, res) => {
    document ??= JSON.stringify(
      toOpenApi(apiRoutes, {
        server: config.publicUrl.origin,
        cookie: sessionCookie(config.publicUrl).name,
      }),
    )
    res.type('application/json').send(document)
  })
  return router
}

import type { Router } from 'express'
import { apiTokenId } from '@skrin/shared/api/primitives'
import { apiTokenRequest } from '@skrin/shared/api/tokens'
import type { ApiTokenAnswer, ApiTokensAnswer } from '@skrin/shared/api/tokens'
import type { Context } from '../context.ts'
import { listApiTokens, makeApiToken, revokeApiToken } from '../household/apiTokens.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'

export function createTokensRouter(context: Context): Router {
  const router = createRouter()

  router.get('/tokens', async (_request, response) => {
    const tokens = await listApiTokens(context.db, memberOf(response).id)
    const answer: ApiTokensAnswer = { tokens }
    response.json(answer)
  })

  router.post('/tokens', async (request, response) => {
    const wanted = parseRequest(apiTokenRequest, request.body)
    const answer: ApiTokenAnswer = await makeApiToken(context, memberOf(response), wanted)
    response.status(201).json(answer)
  })

  router.delete('/tokens/:id', async (request, response) => {
    const id = parseRequest(apiTokenId, request.params.id)
    await revokeApiToken(context, memberOf(response), id)
    response.status(204).end()
  })

  return router
}

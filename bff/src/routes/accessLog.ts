import type { Router } from 'express'
import { accessLogQuery } from '@skrin/shared/api/accessLog'
import type { AccessLogAnswer } from '@skrin/shared/api/accessLog'
import type { Context } from '../context.ts'
import { readAccessLog } from '../household/readAccessLog.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'

export function createAccessLogRouter({ db }: Context): Router {
  const router = createRouter()

  router.get('/access-log', async (request, response) => {
    const page = parseRequest(accessLogQuery, request.query)
    const answer: AccessLogAnswer = await readAccessLog(db, memberOf(response), page)
    response.json(answer)
  })

  return router
}

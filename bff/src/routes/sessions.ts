import type { Router } from 'express'
import { sessionPublicId } from '@skrin/shared/api/primitives'
import type { SessionsAnswer } from '@skrin/shared/api/sessions'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { inSession } from '../household/accessLog.ts'
import { endSessions, listSessions } from '../household/memberSessions.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { endSession, requireSession, sessionCookie } from '../http/session.ts'

/** Where one is signed in, and signing out there. */
export function createSessionsRouter(context: Context): Router {
  const router = createRouter()

  router.get('/sessions', async (request, response) => {
    const { member, publicId } = requireSession(request).stored
    const answer: SessionsAnswer = { sessions: await listSessions(context, member, publicId) }
    response.json(answer)
  })

  router.delete('/sessions', async (request, response) => {
    const { member, publicId } = requireSession(request).stored
    const by = inSession(memberOf(response))
    await endSessions(context, { member, which: { allBut: publicId }, by })
    response.status(204).end()
  })

  router.delete('/sessions/:id', async (request, response) => {
    const id = parseRequest(sessionPublicId, request.params['id'])
    const { member, publicId } = requireSession(request).stored
    const by = inSession(memberOf(response))
    // Only among one's own is it looked for: another's is as unknown as none.
    const ended = await endSessions(context, { member, which: { only: id }, by })
    if (ended === 0) throw new AppError('not_found')
    if (id === publicId)
      await endSession(request, response, sessionCookie(context.config.publicUrl))
    response.status(204).end()
  })

  return router
}

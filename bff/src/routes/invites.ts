import type { Router } from 'express'
import { inviteAcceptRequest, inviteCheckRequest, inviteRequest } from '@skrin/shared/api/household'
import type { InviteAnswer, InviteCheckAnswer, InvitesAnswer } from '@skrin/shared/api/household'
import { inviteId } from '@skrin/shared/api/primitives'
import type { Session } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { acceptInvite, checkInvite } from '../household/acceptInvite.ts'
import { inSession } from '../household/accessLog.ts'
import { describeSession } from '../household/describeSession.ts'
import { inviteSomebody, listInvites, toInviteLink, withdrawInvite } from '../household/invites.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { limitFailuresByIp } from '../http/rateLimit.ts'
import { askerOf, endSession, sessionCookie, startSession } from '../http/session.ts'
import { noteSignIn } from '../signIn/noteSignIn.ts'
import { sendSession } from './session.ts'

export const INVITE_LIMIT = { name: 'invite', limit: 20, windowMs: 60 * 60_000 }

export function createInvitesRouter(context: Context): Router {
  const router = createRouter()
  const limitFailures = limitFailuresByIp(context, INVITE_LIMIT)

  router.get('/invites', async (_request, response) => {
    const answer: InvitesAnswer = { invites: await listInvites(context) }
    response.json(answer)
  })

  router.post('/invites', async (request, response) => {
    const { role, name = null } = parseRequest(inviteRequest, request.body)
    const by = inSession(memberOf(response))
    const { invite, code } = await inviteSomebody(context, { role, name }, by)
    const answer: InviteAnswer = { invite, link: toInviteLink(context.config.publicUrl, code) }
    response.status(201).json(answer)
  })

  router.delete('/invites/:id', async (request, response) => {
    const id = parseRequest(inviteId, request.params['id'])
    await withdrawInvite(context, id, inSession(memberOf(response)))
    response.status(204).end()
  })

  router.post('/invites/check', limitFailures, async (request, response) => {
    const { code } = parseRequest(inviteCheckRequest, request.body)
    const answer: InviteCheckAnswer = await checkInvite(context, code)
    response.json(answer)
  })

  router.post('/invites/accept', limitFailures, async (request, response) => {
    // In the demo people are invented, and nobody has a password.
    if (context.demo) throw new AppError('forbidden')
    const accepted = parseRequest(inviteAcceptRequest, request.body)
    const proof = await acceptInvite(context, accepted)
    if (proof) {
      await startSession(request, proof, context.clock)
      await noteSignIn(context, proof, askerOf(request))
      return sendSession(context, request, response)
    }
    await endSession(request, response, sessionCookie(context.config.publicUrl))
    const answer: Session = await describeSession(context, null)
    response.json(answer)
  })

  return router
}

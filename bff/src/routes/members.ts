import type { Request, Response, Router } from 'express'
import { householdRequest, memberChange } from '@skrin/shared/api/household'
import type { Household, MembersAnswer, RemoveMemberAnswer } from '@skrin/shared/api/household'
import { memberId } from '@skrin/shared/api/primitives'
import { toInstant } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { inSession } from '../household/accessLog.ts'
import { changeMember } from '../household/changeMember.ts'
import { readHouseholdName, renameHousehold } from '../household/householdName.ts'
import { listMembersSince } from '../household/members.ts'
import { removeMember } from '../household/removeMember.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { endSession, sessionCookie } from '../http/session.ts'

export function createMembersRouter(context: Context): Router {
  const router = createRouter()

  router.get('/household', async (_request, response) => {
    const answer: Household = { name: await readHouseholdName(context.db) }
    response.json(answer)
  })

  router.put('/household', async (request, response) => {
    const { name } = parseRequest(householdRequest, request.body)
    await renameHousehold(context, name, inSession(memberOf(response)))
    const answer: Household = { name }
    response.json(answer)
  })

  router.get('/members', async (_request, response) => {
    await sendMembers(context, response)
  })

  router.patch('/members/:id', async (request, response) => {
    const id = parseRequest(memberId, request.params['id'])
    const change = parseRequest(memberChange, request.body)
    const me = memberOf(response)
    // Refused before it is looked for: a member and nobody are answered alike.
    if (change.role !== undefined && me.role !== 'owner') throw new AppError('forbidden')
    if (change.name !== undefined && me.id !== id) throw new AppError('forbidden')
    await changeMember(context, { id, by: inSession(me), change })
    await sendMembers(context, response)
  })

  router.delete('/members/:id', (request, response) => remove(context, request, response))

  return router
}

async function sendMembers({ db }: Context, response: Response): Promise<void> {
  const members = await listMembersSince(db)
  const answer: MembersAnswer = {
    members: members.map(({ joinedAt, ...member }) => ({
      ...member,
      joinedAt: toInstant(joinedAt),
    })),
  }
  response.json(answer)
}

async function remove(context: Context, request: Request, response: Response): Promise<void> {
  const id = parseRequest(memberId, request.params['id'])
  const me = memberOf(response)
  if (me.role !== 'owner' && me.id !== id) throw new AppError('forbidden')
  const answer: RemoveMemberAnswer = await removeMember(context, { id, by: inSession(me) })
  if (me.id === id) await endSession(request, response, sessionCookie(context.config.publicUrl))
  response.json(answer)
}

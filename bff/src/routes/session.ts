import type { Request, Response, Router } from 'express'
import { signInRequest } from '@skrin/shared/api/session'
import type { Session } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { limitFailuresByIp, networkOf } from '../http/rateLimit.ts'
import { endSession, findSession, sessionCookie, startSession } from '../http/session.ts'
import type { Proof } from '../http/session.ts'
import { describeSession } from '../household/describeSession.ts'
import { findLoginById } from '../household/members.ts'
import { signIn } from '../household/signIn.ts'

export const SIGN_IN_LIMIT = { name: 'sign-in', limit: 30, windowMs: 15 * 60_000 }

export function createSessionRouter(context: Context): Router {
  const router = createRouter()
  const cookie = sessionCookie(context.config.publicUrl)

  router.get('/session', async (req, res) => {
    await sendSession(context, req, res)
  })

  router.post('/session', limitFailuresByIp(context, SIGN_IN_LIMIT), async (req, res) => {
    await startSession(req, await identify(context, req), context.clock)
    await sendSession(context, req, res)
  })

  router.delete('/session', async (req, res) => {
    const isKnown = findSession(req) !== null
    if (isKnown || req.headers.cookie?.includes(`${cookie.name}=`))
      await endSession(req, res, cookie)
    // Not "cookies", which reaches the programs next door on the same domain, nor "storage", which holds only the choice
    // of language and looks.
    res.setHeader('Clear-Site-Data', '"cache"')
    res.status(204).end()
  })

  return router
}

async function identify(context: Context, req: Request): Promise<Proof> {
  const request = parseRequest(signInRequest, req.body)
  if ('passkey' in request) throw new AppError('passkey_unknown')
  if (!('member' in request)) {
    const member = await signIn(context, { ...request, network: networkOf(req.ip) })
    return { member, method: 'password' }
  }
  // Entering without a password exists in the demo only.
  if (!context.demo) throw new AppError('forbidden')
  const login = await findLoginById(context.db, request.member)
  // Somebody with a password is no invented person, whatever the folder says.
  if (!login || login.passwordHash !== null) throw new AppError('invalid_credentials')
  return { member: login.id, method: 'demo' }
}

export async function sendSession(context: Context, req: Request, res: Response): Promise<void> {
  const session: Session = await describeSession(context, findSession(req))
  res.json(session)
}

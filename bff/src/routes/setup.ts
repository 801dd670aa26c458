import type { Router } from 'express'
import { setupRequest } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { limitFailuresByIp } from '../http/rateLimit.ts'
import { askerOf, startSession } from '../http/session.ts'
import { setUp } from '../household/setUp.ts'
import { noteSignIn } from '../signIn/noteSignIn.ts'
import { sendSession } from './session.ts'

export const SETUP_LIMIT = { name: 'set-up', limit: 10, windowMs: 60 * 60_000 }

export function createSetupRouter(context: Context): Router {
  const router = createRouter()

  router.post('/setup', limitFailuresByIp(context, SETUP_LIMIT), async (req, res) => {
    if (context.demo) throw new AppError('setup_done')
    const owner = await setUp(context, parseRequest(setupRequest, req.body))
    const proof = { member: owner, method: 'password' } as const
    await startSession(req, proof, context.clock)
    await noteSignIn(context, proof, askerOf(req))
    await sendSession(context, req, res)
  })

  return router
}

import type { Request, Response, Router } from 'express'
import { proofRequest, signInRequest } from '@skrin/shared/api/session'
import type { Member, Session } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import type * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { limitFailuresByIp } from '../http/rateLimit.ts'
import {
  askerOf,
  endSession,
  findSession,
  freshenSession,
  sessionCookie,
  startSession,
} from '../http/session.ts'
import { describeSession } from '../household/describeSession.ts'
import { findLoginById } from '../household/members.ts'
import { noteSignIn } from '../signIn/noteSignIn.ts'
import type { Proof } from '../signIn/proof.ts'
import { signIn } from '../signIn/signIn.ts'
import { sessionsKey } from '../store/sessionStore.ts'
import { transact } from '../store/transact.ts'
import { forgetVisitor, proveWithPasskey, signInWithPasskey } from './passkeys.ts'

export const SIGN_IN_LIMIT = { name: 'sign-in', limit: 30, windowMs: 15 * 60_000 }

export function createSessionRouter(context: Context): Router {
  const router = createRouter()
  const cookie = sessionCookie(context.config.publicUrl)
  const limitFailures = limitFailuresByIp(context, SIGN_IN_LIMIT)

  router.get('/session', async (req, res) => {
    await sendSession(context, req, res)
  })

  router.post('/session', limitFailures, async (req, res) => {
    const proof = await identify(context, req)
    await startSession(req, proof, context.clock)
    await requireSamePassword(context, { req, res }, proof)
    forgetVisitor(context, req, res)
    await noteSignIn(context, proof, askerOf(req))
    await sendSession(context, req, res)
  })

  router.post('/session/proof', limitFailures, async (req, res) => {
    await proveAgain(context, req, memberOf(res))
    await freshenSession(req, context)
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

/**
 * Looked at once the session is there: whoever replaces a password and ends sessions either comes after us and ends this
 * one, or was before us and is noticed here.
 * @throws AppError invalid_credentials: it was replaced while it was being looked at
 */
async function requireSamePassword(
  { db, config }: Context,
  { req, res }: { req: Request; res: Response },
  { member, passwordHash }: Proof,
): Promise<void> {
  if (passwordHash === undefined) return
  const login = await transact(db, sessionsKey(member), (transaction) =>
    findLoginById(transaction, member),
  )
  if (login?.passwordHash === passwordHash) return
  await endSession(req, res, sessionCookie(config.publicUrl))
  throw new AppError('invalid_credentials')
}

async function identify(context: Context, req: Request): Promise<Proof> {
  const request = parseRequest(signInRequest, req.body)
  if ('passkey' in request) return signInWithPasskey(context, req, request.passkey)
  if ('member' in request) return choosePerson(context, request.member)
  return signIn(context, { ...request, asker: askerOf(req) })
}

/** @throws AppError like signing in; invalid_credentials too where it was somebody else who proved themselves */
async function proveAgain(context: Context, req: Request, member: Member): Promise<void> {
  const request = parseRequest(proofRequest, req.body)
  const proof = await identifyAgain(context, req, { member, request })
  if (proof.member !== member.id) throw new AppError('invalid_credentials')
}

function identifyAgain(
  context: Context,
  req: Request,
  { member: { name }, request }: { member: Member; request: v.InferOutput<typeof proofRequest> },
): Promise<Proof> {
  if ('passkey' in request) return proveWithPasskey(context, req, request.passkey)
  if ('member' in request) return choosePerson(context, request.member)
  return signIn(context, { ...request, name, asker: askerOf(req) })
}

/** Entering without a password exists in the demo only. */
async function choosePerson(context: Context, id: MemberId): Promise<Proof> {
  if (!context.demo) throw new AppError('forbidden')
  const login = await findLoginById(context.db, id)
  // Somebody with a password is no invented person, whatever the folder says.
  if (!login || login.passwordHash !== null) throw new AppError('invalid_credentials')
  return { member: login.id, method: 'demo' }
}

export async function sendSession(context: Context, req: Request, res: Response): Promise<void> {
  const session: Session = await describeSession(context, findSession(req))
  res.json(session)
}

import type { Request, Router } from 'express'
import { ssoRequest } from '@skrin/shared/api/signIn'
import type { MemberId } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import { AppError } from '../appError.ts'
import { toInternalPath } from '../connections/internalPath.ts'
import type { Context } from '../context.ts'
import { destroySessions } from '../household/memberSessions.ts'
import { inSession, noteAccess } from '../household/accessLog.ts'
import { findMember } from '../household/members.ts'
import { isFresh } from '../http/authorize.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { noStore } from '../http/noStore.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { limitByIp } from '../http/rateLimit.ts'
import {
  askerOf,
  findSession,
  freshenSession,
  sessionHash,
  sessionMiddleware,
  startSession,
} from '../http/session.ts'
import { createShortCookie } from '../http/shortCookie.ts'
import type { ShortCookie } from '../http/shortCookie.ts'
import { noteFailedSignIn, noteSignIn } from '../signIn/noteSignIn.ts'
import { removeWayIn } from '../signIn/removeWayIn.ts'
import { SSO_ATTEMPT_MS } from '../signIn/ssoAttempts.ts'
import type { SsoAttempt } from '../signIn/ssoAttempts.ts'
import { finishSso, startSso } from '../signIn/ssoFlow.ts'
import type { SsoDeps, SsoResult } from '../signIn/ssoFlow.ts'
import { identityId, listIdentityRows } from '../signIn/ssoIdentities.ts'
import { noteOwn } from './noteOwn.ts'
import { toOfferedWays } from './offeredWays.ts'
import { CHALLENGE_LIMIT } from './passkeys.ts'

export function createSsoRouter(context: Context): Router {
  const router = createRouter()
  const cookie = attemptCookie(context)

  router.post('/session/sso', limitByIp(context, CHALLENGE_LIMIT), async (req, res) => {
    const { purpose, returnTo } = parseRequest(ssoRequest, req.body)
    const { redirectTo, attemptId } = await startSso(toSsoDeps(context), {
      purpose,
      by: purpose === 'sign-in' ? beginnerOf(req) : requireBeginner(context, req, purpose),
      returnTo: toInternalPath(returnTo, context.config.publicUrl),
    })
    cookie.set(res, attemptId)
    res.json({ redirectTo })
  })

  router.delete('/sso/:id', async (req, res) => {
    await unlink(context, memberOf(res).id, req.params.id)
    await noteOwn(context, res, 'sso.unlinked')
    res.status(204).end()
  })

  return router
}

/** Where the provider sends the browser back. Outside /api: it is a navigation from another site, guarded by the attempt. */
export function createSsoCallbackRouter(context: Context): Router {
  const router = createRouter()
  const cookie = attemptCookie(context)
  const { publicUrl } = context.config
  const session = sessionMiddleware({ ...context, publicUrl })

  router.get('/sign-in/sso/callback', noStore, session, async (req, res) => {
    const attemptId = cookie.read(req)
    const result: SsoResult =
      attemptId === undefined || !context.sso
        ? { kind: 'refused' }
        : await finishSso(toSsoDeps(context), {
            attemptId,
            query: new URL(req.originalUrl, publicUrl).searchParams,
            hereHash: findSession(req) && sessionHash(req),
          })
    // Not this browser's attempt: nothing is taken and nothing cleared.
    if (result.kind !== 'refused' && result.kind !== 'used') cookie.clear(res)
    res.redirect(303, await settle(context, req, result))
  })

  return router
}

/** Does what the result calls for, and gives the page of ours to go on to: no code stays in the address bar. */
async function settle(context: Context, req: Request, result: SsoResult): Promise<string> {
  switch (result.kind) {
    case 'refused':
      return problemPage(null, 'sso_failed')
    case 'used':
      return result.returnTo ?? '/'
    case 'failed':
      if (result.problem === 'sso_not_linked')
        await noteFailedSignIn(context, { member: null, method: 'sso' }, askerOf(req))
      return problemPage(result.attempt, result.problem)
    case 'signed-in':
      await endBeginner(context, result.attempt)
      await startSession(req, result.proof, context.clock)
      await noteSignIn(context, result.proof, askerOf(req))
      break
    case 'proven':
      await freshenSession(req, context, result.session)
      break
    case 'linked': {
      const member = await findMember(context.db, result.member)
      if (!member) break
      const note = { actor: inSession(member), about: member.id, event: 'sso.linked' } as const
      await noteAccess(context, note)
    }
  }
  return result.attempt.returnTo ?? '/'
}

/** Back to where somebody signed in was; everybody else to the sign-in page. */
function problemPage(attempt: SsoAttempt | null, problem: ProblemCode): string {
  const returnTo = attempt?.returnTo ?? null
  if (attempt?.by && attempt.purpose !== 'sign-in' && returnTo !== null)
    return `${returnTo}${returnTo.includes('?') ? '&' : '?'}problem=${problem}`
  const to = returnTo === null ? '' : `&${new URLSearchParams({ to: returnTo }).toString()}`
  return `/sign-in?problem=${problem}${to}`
}

/** Whoever signs in anew leaves the session they came from (session fixation). */
async function endBeginner(context: Context, { by }: SsoAttempt): Promise<void> {
  const before = by && (await context.sessions.find(by.sessionHash))
  if (before) await destroySessions(context, before.member, { only: before.publicId })
}

function beginnerOf(req: Request): SsoAttempt['by'] {
  const session = findSession(req)
  return session && { member: session.member, sessionHash: sessionHash(req) }
}

/** Linking is a sensitive act; proving is what makes one possible. */
function requireBeginner(
  { clock }: Context,
  req: Request,
  purpose: 'link' | 'proof',
): SsoAttempt['by'] {
  const by = beginnerOf(req)
  if (!by) throw new AppError('unauthenticated')
  if (purpose === 'link' && !isFresh(req, clock)) throw new AppError('step_up_needed')
  return by
}

async function unlink(context: Context, member: MemberId, id: string): Promise<void> {
  const rows = await listIdentityRows(context.db, member)
  const row = rows.find((known) => identityId(known) === id)
  if (!row) throw new AppError('not_found')
  const deps = { db: context.db, offered: toOfferedWays(context) }
  await removeWayIn(deps, member, (transaction) =>
    transaction
      .deleteFrom('oidc_identities')
      .where('issuer', '=', row.issuer)
      .where('subject', '=', row.subject)
      .where('member_id', '=', member)
      .executeTakeFirst(),
  )
}

/** @throws AppError not_found where there is no single sign-on */
function toSsoDeps({ db, clock, log, sessions, challengeSealer, sso, config }: Context): SsoDeps {
  if (!sso) throw new AppError('not_found')
  return { db, clock, log, sessions, sealer: challengeSealer, sso, publicUrl: config.publicUrl }
}

/** Lax: the provider is another site, and the Strict session cookie does not come along from there. */
function attemptCookie({ config }: Context): ShortCookie {
  const options = { name: 'skrin-sso', sameSite: 'lax', maxAgeMs: SSO_ATTEMPT_MS } as const
  return createShortCookie(config.publicUrl, options)
}

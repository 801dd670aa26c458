import type { Request, RequestHandler, Response } from 'express'
import { accountsAt, uidOf } from './accounts.ts'
import type { AccountBehind } from './accounts.ts'
import { BANK, sendError } from './parts.ts'
import type { ServiceParts } from './parts.ts'
import { behindOf } from './sessions.ts'
import type { Session, SessionStatus } from './sessions.ts'
import type { Caller } from './tokens.ts'

const callers = new WeakMap<Response, Caller>()
const visits = new WeakMap<Response, AccountVisit>()

/** What every call must carry: a token of a known application, signed by itself. */
export function createTokenGuard({ kit, tokens }: ServiceParts): RequestHandler {
  return async (request, response, next) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined)
      return sendError(response, 401, { error: 'AUTHORIZATION_NOT_PROVIDED' })
    const isLocked = kit.faults.take(BANK, '*', ['invalid_client']) !== undefined
    const caller = isLocked ? null : await tokens.verify(token)
    if (!caller) return sendError(response, 401, { error: 'UNAUTHORIZED_ACCESS' })
    callers.set(response, caller)
    next()
  }
}

export function callerOf(response: Response): Caller {
  const caller = callers.get(response)
  if (!caller) throw new TypeError('the guard has not run')
  return caller
}

export interface AccountVisit extends AccountBehind {
  readonly session: Session
}

const ended: Readonly<Record<Exclude<SessionStatus, 'AUTHORIZED'>, string>> = {
  CLOSED: 'CLOSED_SESSION',
  EXPIRED: 'EXPIRED_SESSION',
  REVOKED: 'REVOKED_SESSION',
}

/** False: it has been said that the session has ended. */
export function requireOpen(parts: ServiceParts, session: Session, response: Response): boolean {
  const status = parts.sessions.statusOf(session)
  if (status === 'AUTHORIZED') return true
  sendError(response, 401, { error: ended[status] })
  return false
}

/** What a call about an account needs besides: a living session, a bank that answers, and a person or one of the day's four. */
export function createAccountGuard(parts: ServiceParts, operation: string): RequestHandler {
  const { kit, sessions, unattended } = parts
  return (request, response, next) => {
    if (kit.faults.take(BANK, operation, ['revoked_consent'])) sessions.revokeAll()
    const visit = findVisit(parts, request, response)
    if (!visit) return sendError(response, 404, { error: 'ACCOUNT_DOES_NOT_EXIST' })
    if (!requireOpen(parts, visit.session, response)) return
    const { habits } = visit.behind
    if (habits.isDown)
      return sendError(response, 502, {
        error: 'ASPSP_ERROR',
        message: 'Error interacting with ASPSP',
        detail: 'Service temporarily unavailable',
      })
    const isNewQuestion = request.query['continuation_key'] === undefined
    const isAttended = request.headers['psu-ip-address'] !== undefined
    const subject = [visit.session.id, String(request.params['accountId']), operation]
    if (isNewQuestion && !isAttended && !unattended.allow(...subject))
      return sendError(response, 429, {
        error: 'ASPSP_RATE_LIMIT_EXCEEDED',
        message: 'ASPSP Rate limit exceeded',
        detail: habits.tooOften,
      })
    visits.set(response, visit)
    next()
  }
}

export function visitOf(response: Response): AccountVisit {
  const visit = visits.get(response)
  if (!visit) throw new TypeError('the guard has not run')
  return visit
}

function findVisit(
  { kit, sessions }: ServiceParts,
  request: Request,
  response: Response,
): AccountVisit | undefined {
  for (const session of sessions.of(callerOf(response).clientId)) {
    const found = accountsAt(kit.world, behindOf(session), session.person).find(
      (one) => uidOf(session.id, one) === request.params['accountId'],
    )
    if (found) return { ...found, session }
  }
  return undefined
}

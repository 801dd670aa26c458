import type { Request, RequestHandler, Response } from 'express'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { openApiToken } from '../household/openApiToken.ts'
import type { OpenToken } from '../household/openApiToken.ts'
import type { Database } from '../store/database.ts'
import type { RateLimitStore } from '../store/rateLimitStore.ts'
import type { GuardedRoute } from './authorize.ts'
import { findRoute } from './findRoute.ts'
import { setMember } from './memberOf.ts'
import { countFailure } from './rateLimit.ts'
import { createRequestSlot } from './requestSlot.ts'

const TOKEN_LIMIT = { name: 'token', limit: 30, windowMs: 15 * 60_000 }

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly limits: RateLimitStore
}

const opened = createRequestSlot<OpenToken>('an API token')

/** The API token that a request came with; undefined: somebody in their session, or nobody. */
export function tokenOf(res: Response): OpenToken | undefined {
  return opened.find(res)
}

/** What follows `Authorization: Bearer` (RFC 6750 §2.1); null: another scheme, or none. */
export function readBearer(authorization: string | undefined): string | null {
  const [, secret] = /^bearer(?:$| +(.*))/i.exec(authorization ?? '') ?? [null, null]
  return secret === undefined ? '' : secret
}

/**
 * Lets scripts with an API token read the few routes that are for them. Such a request is nobody's session, whatever
 * cookie it brings. Another site cannot make a browser send the header without a preflight, which nothing here answers,
 * and it does not know a token: neither our own header nor Sec-Fetch-Site is asked of it.
 */
export function bearer(deps: Deps, routes: readonly GuardedRoute[]): RequestHandler {
  return async (req, res, next) => {
    const secret = readBearer(req.get('authorization'))
    if (secret === null) return next()
    const token = await openApiToken(deps, secret)
    if (!token) throw await refusal(deps, req)
    // Also of what is refused: it may have to be written down.
    opened.set(res, token)
    setMember(res, token.member)
    const route = findRoute(routes, { method: req.method, path: req.baseUrl + req.path })
    if (!route) throw new AppError('not_found')
    if (route.token !== true) throw new AppError('forbidden')
    next()
  }
}

/** A step that is about sessions; who comes with a token has none. */
export function inPerson(step: RequestHandler): RequestHandler {
  return (req, res, next) => (tokenOf(res) ? next() : step(req, res, next))
}

/** Only wrong tokens count: a script with a right one goes on working beside somebody who guesses. */
async function refusal(deps: Deps, req: Request): Promise<AppError> {
  const retryAt = await countFailure(deps, TOKEN_LIMIT, req.ip)
  return retryAt === null
    ? new AppError('unauthenticated')
    : new AppError('too_many_requests', { retryAt })
}

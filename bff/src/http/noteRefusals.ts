import type { ErrorRequestHandler, Request, Response } from 'express'
import type { MemberId } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { inSession, noteAccesses } from '../household/accessLog.ts'
import type { AccessNote, Actor } from '../household/accessLog.ts'
import { throughToken } from '../household/openApiToken.ts'
import type { OpenToken } from '../household/openApiToken.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { GuardedRoute } from './authorize.ts'
import { tokenOf } from './bearer.ts'
import { findNamedOwners } from './findNamedOwners.ts'
import type { NamedThing } from './findNamedOwners.ts'
import { findRoute } from './findRoute.ts'
import { findMemberOf } from './memberOf.ts'

const HOUR_MS = 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
}

type Reason = 'forbidden' | 'stale' | 'unknown' | 'not_own'

/** What ends a request of somebody who may not, and how the access log calls it; null: nobody is known who could read it. */
const refusals: Partial<Record<ProblemCode, Exclude<Reason, 'not_own'> | null>> = {
  cross_site: null,
  unauthenticated: null,
  forbidden: 'forbidden',
  step_up_needed: 'stale',
  not_found: 'unknown',
}

/**
 * Writes refused attempts down before they are answered, at routes that say so: always in the log, and in the access log
 * for whoever tried, for whom it belongs to, and for the household when it was a child. What is not there is noted as what
 * is another's, so that nobody learns from their own log which ids exist.
 */
export function noteRefusals(deps: Deps, routes: readonly GuardedRoute[]): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const route = findRoute(routes, { method: req.method, path: req.baseUrl + req.path })
    const reason = error instanceof AppError ? refusals[error.code] : undefined
    if (route?.notesRefusals && error instanceof AppError && reason !== undefined) {
      const { method, path, notesRefusals: names } = route
      deps.log.warn({ event: 'attempt.refused', method, route: path, code: error.code })
      if (reason) await noteRefusal(deps, { req, res, path, names, reason })
    }
    next(error)
  }
}

interface Refusal {
  readonly req: Request
  readonly res: Response
  readonly path: string
  readonly names: NamedThing
  readonly reason: Exclude<Reason, 'not_own'>
}

async function noteRefusal(deps: Deps, { req, res, path, names, reason }: Refusal): Promise<void> {
  const member = findMemberOf(res)
  if (!member) return
  const token = tokenOf(res)
  const actor = token ? throughToken(token) : inSession(member)
  const toNote = createNoter(deps, actor, token)
  const owners = await findNamedOwners(deps.db, req, { path, names })
  await noteAccesses(deps, [
    toNote(member.id, reason),
    ...(member.role === 'child' ? [toNote(null, reason)] : []),
    ...owners.filter((owner) => owner !== member.id).map((owner) => toNote(owner, 'not_own')),
  ])
}

/** Once an hour for each who tries, reason and reader: who goes on trying fills nobody's log. */
function createNoter(
  { clock }: Pick<Deps, 'clock'>,
  actor: Actor,
  token: OpenToken | undefined,
): (about: MemberId | null, reason: Reason) => AccessNote {
  const hour = Math.floor(clock.now() / HOUR_MS)
  const who = `${actor.id ?? ''} ${token?.id ?? ''}`
  return (about, reason) => ({
    actor,
    about,
    event: 'transfer.denied',
    subject: { reason, ...(token && { token: token.name }) },
    dedupe: `transfer.denied ${hour} ${who} ${reason} ${about ?? ''}`,
  })
}

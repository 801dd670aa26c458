import type { Request, RequestHandler } from 'express'
import type { Role } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import { freshEnd } from '../store/sessionStore.ts'
import type { NamedThing } from './findNamedOwners.ts'
import { findRoute } from './findRoute.ts'
import { createMemberOfSession, setMember } from './memberOf.ts'
import { findSession } from './session.ts'

/** Who may call a route: anybody, the signed-in, those with accounts of their own, or the owner of the household. */
export type Audience = 'everybody' | 'members' | 'adults' | 'owner'

export interface GuardedRoute {
  readonly method: string
  readonly path: string
  readonly who: Audience
  /** A sensitive act: asks for a recent proof of who it is (ASVS 7.5.3). */
  readonly fresh?: boolean
  /** About moving money: closed to everybody while the host does not allow it, whatever is named. */
  readonly movesMoney?: true
  /** Attempts at it that are refused are written down (`noteRefusals`), also for whose it is that they name. */
  readonly notesRefusals?: NamedThing
  /** Also for scripts with an API token, which `bearer` lets in: reading only. */
  readonly token?: boolean
}

interface Deps {
  readonly db: Database
  readonly clock: Clock
  readonly config: Pick<Config, 'transfers'>
}

const roles: Readonly<Record<Exclude<Audience, 'everybody'>, readonly Role[]>> = {
  members: ['owner', 'adult', 'child'],
  adults: ['owner', 'adult'],
  owner: ['owner'],
}

/**
 * Guards every route by its row in the table, before any of them is looked for: a route is never open because somebody
 * forgot a step. An address that is in no row goes on to become a 404.
 */
export function authorize(
  { db, clock, config }: Deps,
  routes: readonly GuardedRoute[],
): RequestHandler {
  const fetchMember = createMemberOfSession(db)
  return async (req, res, next) => {
    const route = findRoute(routes, { method: req.method, path: req.baseUrl + req.path })
    if (!route || route.who === 'everybody') return next()
    const member = await fetchMember(findSession(req))
    // Also of who is refused: it may have to be written down.
    setMember(res, member)
    if (!roles[route.who].includes(member.role)) throw new AppError('forbidden')
    if (route.movesMoney && !config.transfers) throw new AppError('transfers_off')
    if (route.fresh === true && !isFresh(req, clock)) throw new AppError('step_up_needed')
    next()
  }
}

export function isFresh(req: Request, clock: Clock): boolean {
  const session = findSession(req)
  return session !== null && clock.now() < freshEnd(session)
}

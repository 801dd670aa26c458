import type { RequestHandler, Response } from 'express'
import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import { prepareFindMember } from '../household/members.ts'
import { readCacheOf } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { createRequestSlot } from './requestSlot.ts'
import { findSession } from './session.ts'

const signedIn = createRequestSlot<Member>('a member')

/** Only members get past here. */
export function requireMember({ db }: { db: Database }): RequestHandler {
  const findMember = prepareFindMember(db)
  const cache = readCacheOf(db)
  return async (req, res, next) => {
    const session = findSession(req)
    const member =
      session && (await cache.read(`member ${session.member}`, () => findMember(session.member)))
    if (!member) throw new AppError('unauthenticated')
    signedIn.set(res, member)
    next()
  }
}

/** The member that `requireMember` let in. */
export function memberOf(res: Response): Member {
  return signedIn.get(res)
}

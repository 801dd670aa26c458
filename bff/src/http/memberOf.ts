import type { Response } from 'express'
import type { Member } from '@skrin/shared/api/session'
import { AppError } from '../appError.ts'
import { prepareFindMember } from '../household/members.ts'
import { readCacheOf } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { StoredSession } from '../store/sessionStore.ts'
import { createRequestSlot } from './requestSlot.ts'

const signedIn = createRequestSlot<Member>('a member')

export function setMember(res: Response, member: Member): void {
  signedIn.set(res, member)
}

/** Whose session it is. @throws AppError unauthenticated, also where the member is gone */
export function createMemberOfSession(
  db: Database,
): (session: StoredSession | null) => Promise<Member> {
  const findMember = prepareFindMember(db)
  const cache = readCacheOf(db)
  return async (session) => {
    const member =
      session && (await cache.read(`member ${session.member}`, () => findMember(session.member)))
    if (!member) throw new AppError('unauthenticated')
    return member
  }
}

/** Whoever a request is known to come from, let in or not. */
export function findMemberOf(res: Response): Member | undefined {
  return signedIn.find(res)
}

/** The member that `authorize` let in. */
export function memberOf(res: Response): Member {
  return signedIn.get(res)
}

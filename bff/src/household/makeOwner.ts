import type { Member } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { connectionsKey } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import { transact, waitForKey } from '../store/transact.ts'
import type { Actor } from './accessLog.ts'
import { saveRole } from './changeMember.ts'
import { findMember, listMembers, MEMBERS_KEY } from './members.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/**
 * Another member becomes the owner and the owner an adult, in one step; both sign in anew.
 * @throws AppError not_found
 */
export function makeOwner(deps: Deps, { id, by }: { id: MemberId; by: Actor }): Promise<Member> {
  return transact(deps.db, MEMBERS_KEY, async (db) => {
    const within = { ...deps, db }
    const next = await findMember(db, id)
    if (!next) throw new AppError('not_found')
    if (next.role === 'owner') return next
    const before = (await listMembers(db)).find(({ role }) => role === 'owner')
    // First the one, then the other: the database itself allows one owner at a time.
    if (before) {
      await waitForKey(db, connectionsKey(before.id))
      await saveRole(within, before, { role: 'adult', by })
    }
    await waitForKey(db, connectionsKey(next.id))
    await saveRole(within, next, { role: 'owner', by })
    return { ...next, role: 'owner' }
  })
}

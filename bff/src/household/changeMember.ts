import type { MemberChange } from '@skrin/shared/api/household'
import type { Member, Role } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { connectionsKey } from '../connections/connectionRows.ts'
import type { Database } from '../store/database.ts'
import { sessionsKey } from '../store/sessionStore.ts'
import { transact, waitForKey } from '../store/transact.ts'
import { noteHouseholdMatter } from './accessLog.ts'
import type { Actor } from './accessLog.ts'
import { destroySessions } from './memberSessions.ts'
import { findMember, MEMBERS_KEY, requireFreeName, toNameKey } from './members.ts'
import { endSharing } from './removeMember.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

export interface Change {
  readonly id: MemberId
  readonly by: Actor
  readonly change: MemberChange
}

/**
 * Gives a member another name or role; both or nothing. A new role ends their sessions: what they may do is asked anew.
 * @throws AppError not_found · name_taken · forbidden for the owner's role · member_has_connections
 */
export function changeMember(deps: Deps, { id, by, change }: Change): Promise<Member> {
  return transact(deps.db, MEMBERS_KEY, async (db) => {
    const within = { ...deps, db }
    const before = await findMember(db, id)
    if (!before) throw new AppError('not_found')
    const renamed = await rename(within, { member: before, by, name: change.name?.trim() })
    return changeRole(within, { member: renamed, by, role: change.role })
  })
}

async function rename(
  deps: Deps,
  { member, by, name }: { member: Member; by: Actor; name: string | undefined },
): Promise<Member> {
  if (name === undefined || name === member.name) return member
  await requireFreeName(deps.db, name, member.id)
  await deps.db
    .updateTable('members')
    .set({ name, name_key: toNameKey(name) })
    .where('id', '=', member.id)
    .execute()
  const subject = { before: member.name, name }
  await noteHouseholdMatter(deps, member, { actor: by, event: 'member.renamed', subject })
  return { ...member, name }
}

async function changeRole(
  deps: Deps,
  { member, by, role }: { member: Member; by: Actor; role: Role | undefined },
): Promise<Member> {
  if (role === undefined || role === member.role) return member
  if (member.role === 'owner') throw new AppError('forbidden')
  await waitForKey(deps.db, connectionsKey(member.id))
  if (role === 'child') {
    await requireNoBanks(deps.db, member.id)
    // Of what an adult may do nothing is left behind that a child could not take back.
    await endSharing(deps.db, member.id)
    await deps.db.deleteFrom('api_tokens').where('member_id', '=', member.id).execute()
  }
  await saveRole(deps, member, { role, by })
  return { ...member, role }
}

/**
 * Writes a role down and lets go of what was begun in the one before; within `transact` with MEMBERS_KEY and
 * connectionsKey.
 */
export async function saveRole(
  deps: Deps,
  member: Member,
  { role, by }: { role: Role; by: Actor },
): Promise<void> {
  const { db } = deps
  await db.updateTable('members').set({ role }).where('id', '=', member.id).execute()
  // Who was on their way to a bank comes back with another role: that connection is not made.
  await db.deleteFrom('connect_attempts').where('member_id', '=', member.id).execute()
  await waitForKey(db, sessionsKey(member.id))
  await destroySessions(deps, member.id, 'all')
  const subject = { member: member.name, before: member.role, role }
  await noteHouseholdMatter(
    deps,
    { id: member.id, role },
    { actor: by, event: 'member.role_changed', subject },
  )
}

/** A child connects nothing: what is connected is given up first, by its owner. History kept counts for nothing. */
async function requireNoBanks(db: Database, member: MemberId): Promise<void> {
  const connection = await db
    .selectFrom('connections')
    .select('id')
    .where('member_id', '=', member)
    .where('status', '!=', 'disconnected')
    .executeTakeFirst()
  const bankClient = await db
    .selectFrom('bank_clients')
    .select('id')
    .where('member_id', '=', member)
    .executeTakeFirst()
  if (connection ?? bankClient) throw new AppError('member_has_connections')
}

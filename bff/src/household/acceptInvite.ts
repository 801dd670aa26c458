import type { InviteAcceptRequest, InviteCheckAnswer } from '@skrin/shared/api/household'
import { memberId } from '@skrin/shared/api/primitives'
import type { Member } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { Proof } from '../signIn/proof.ts'
import { hasSecondFactor } from '../signIn/secondFactor.ts'
import { sessionsKey } from '../store/sessionStore.ts'
import { transact, waitForKey } from '../store/transact.ts'
import { inSession, noteAccess, noteHouseholdMatter } from './accessLog.ts'
import { readHouseholdName } from './householdName.ts'
import { claimInvite, requireInvite } from './invites.ts'
import type { InviteRow } from './invites.ts'
import { destroySessions } from './memberSessions.ts'
import {
  findMember,
  MEMBERS_KEY,
  requireFreeName,
  saveMember,
  savePasswordHash,
} from './members.ts'
import { hashPassword } from './passwordHash.ts'
import { checkPassword } from './passwordRules.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** What a code is for; it stays good. @throws AppError invite_invalid */
export async function checkInvite(deps: Deps, code: string): Promise<InviteCheckAnswer> {
  const row = await requireInvite(deps, code)
  const find = (id: MemberId | null) => (id === null ? null : findMember(deps.db, id))
  const member = await find(row.member_id)
  return {
    role: row.role,
    name: row.name,
    invitedBy: (await find(row.created_by))?.name ?? null,
    household: await readHouseholdName(deps.db),
    member: member && { id: member.id, name: member.name },
    expiresAt: toInstant(row.expires_at),
  }
}

/**
 * Makes the invited person a member, or sets the new password of the one it is for. Works once, also with two at once;
 * an invite that came to nothing stays good.
 * @returns null where a new password is set and a second factor is still to be shown: the link stands in for the password
 *   and for nothing else (ASVS 6.4.3)
 * @throws AppError invite_invalid · name_taken · password_too_short · password_too_common · bad_request without a name
 */
export async function acceptInvite(
  deps: Deps,
  request: InviteAcceptRequest,
): Promise<Proof | null> {
  const invite = await requireInvite(deps, request.code)
  const existing = invite.member_id === null ? null : await findMember(deps.db, invite.member_id)
  const name = existing?.name ?? request.name?.trim() ?? invite.name
  if (name === null) throw new AppError('bad_request', { field: 'name' })
  const problem = await checkPassword(request.password, name)
  if (problem) throw new AppError(problem, { field: 'password' })
  const passwordHash = await hashPassword(request.password)
  const member = await transact(deps.db, MEMBERS_KEY, async (db) => {
    const within = { ...deps, db }
    await claimInvite(within, invite.id)
    return existing
      ? setPassword(within, existing.id, passwordHash)
      : join(within, invite, { name, passwordHash })
  })
  if (!existing) return { member, method: 'password' }
  return (await hasSecondFactor(deps.db, member)) ? null : { member, method: 'code' }
}

async function join(
  deps: Deps,
  invite: InviteRow,
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<MemberId> {
  await requireFreeName(deps.db, name)
  const member: Member = { id: v.parse(memberId, randomId()), name, role: invite.role }
  await saveMember(deps.db, { ...member, passwordHash, createdAt: deps.clock.now() })
  await noteHouseholdMatter(deps, member, {
    actor: inSession(member),
    event: 'member.joined',
    subject: { member: name, role: member.role },
  })
  return member.id
}

/** Whoever knew the old one is out, wherever they are signed in. */
async function setPassword(deps: Deps, id: MemberId, passwordHash: string): Promise<MemberId> {
  const member = await findMember(deps.db, id)
  if (!member) throw new AppError('invite_invalid')
  await savePasswordHash(deps.db, { id, passwordHash })
  await waitForKey(deps.db, sessionsKey(id))
  await destroySessions(deps, id, 'all')
  const subject = { by: 'link' }
  await noteAccess(deps, {
    actor: inSession(member),
    about: id,
    event: 'password.changed',
    subject,
  })
  return id
}

import type { Invite } from '@skrin/shared/api/household'
import { inviteId } from '@skrin/shared/api/primitives'
import type { Member, Role } from '@skrin/shared/api/session'
import type { InviteId, MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { Selectable } from 'kysely'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { withoutSlash } from '../config/readUrl.ts'
import { randomId, randomSecret, sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { transact } from '../store/transact.ts'
import { noteAccess } from './accessLog.ts'
import type { Actor } from './accessLog.ts'
import { MEMBERS_KEY } from './members.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

export type InviteRow = Selectable<Schema['invites']>

const OPEN_MS = 7 * 24 * 60 * 60_000

export interface MadeInvite {
  readonly invite: Invite
  /** Opens it, and is kept nowhere: 256 random bits. */
  readonly code: string
}

/** Invites somebody to become a member, and gives the code of the link to send them. */
export function inviteSomebody(
  deps: Deps,
  { role, name }: { role: Role; name: string | null },
  by: Actor,
): Promise<MadeInvite> {
  return transact(deps.db, MEMBERS_KEY, async (db) => {
    const within = { ...deps, db }
    const made = await createInvite(within, { role, name, member: null, createdBy: by.id })
    const subject = { role, ...(name !== null && { member: name }) }
    await noteAccess(within, { actor: by, about: null, event: 'member.invited', subject })
    return made
  })
}

/**
 * A link with which a member sets a new password, for whoever has the command line: earlier ones of theirs stop working.
 */
export function inviteToNewPassword(
  deps: Deps,
  { id, name, role }: Member,
  by: Actor,
): Promise<MadeInvite> {
  return transact(deps.db, MEMBERS_KEY, async (db) => {
    const within = { ...deps, db }
    await db.deleteFrom('invites').where('member_id', '=', id).execute()
    const made = await createInvite(within, { role, name, member: id, createdBy: null })
    const subject = { member: name, purpose: 'new_password' }
    await noteAccess(within, { actor: by, about: id, event: 'member.invited', subject })
    return made
  })
}

interface NewInvite {
  readonly role: Role
  readonly name: string | null
  /** Who sets a new password with it; null for somebody new. */
  readonly member: MemberId | null
  readonly createdBy: MemberId | null
}

async function createInvite(
  { db, clock }: Deps,
  { role, name, member, createdBy }: NewInvite,
): Promise<MadeInvite> {
  const code = randomSecret()
  const now = clock.now()
  const row: InviteRow = {
    id: v.parse(inviteId, randomId()),
    code_hash: sha256(code),
    role,
    name,
    member_id: member,
    created_by: createdBy,
    created_at: now,
    expires_at: now + OPEN_MS,
    used_at: null,
  }
  await db.insertInto('invites').values(row).execute()
  return { invite: toInvite(row), code }
}

/** The code stands behind `#`: a browser sends that part to no server, and no log or referrer holds it. */
export function toInviteLink(publicUrl: URL, code: string): string {
  return `${withoutSlash(publicUrl)}/join#${code}`
}

/** The open ones for somebody new, newest first. */
export async function listInvites({ db, clock }: Deps): Promise<Invite[]> {
  const rows = await selectOpen({ db, clock })
    .where('member_id', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toInvite)
}

/** @throws AppError not_found, also for one that was used or is over */
export function withdrawInvite(deps: Deps, id: InviteId, by: Actor): Promise<void> {
  return transact(deps.db, MEMBERS_KEY, async (db) => {
    const within = { ...deps, db }
    const row = await selectOpen(within)
      .where('member_id', 'is', null)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new AppError('not_found')
    await db.deleteFrom('invites').where('id', '=', id).execute()
    const subject = { role: row.role, ...(row.name !== null && { member: row.name }) }
    await noteAccess(within, { actor: by, about: null, event: 'invite.withdrawn', subject })
  })
}

/** @throws AppError invite_invalid: unknown, used, withdrawn or over, whichever */
export async function requireInvite(deps: Deps, code: string): Promise<InviteRow> {
  const row = await selectOpen(deps).where('code_hash', '=', sha256(code)).executeTakeFirst()
  if (!row) throw new AppError('invite_invalid')
  return row
}

/** Uses an invite up; within a transaction. Of two at once one gets it. @throws AppError invite_invalid */
export async function claimInvite({ db, clock }: Deps, id: InviteId): Promise<void> {
  const claim = await db
    .updateTable('invites')
    .set({ used_at: clock.now() })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (claim.numUpdatedRows !== 1n) throw new AppError('invite_invalid')
}

/** What is over is forgotten. */
export async function sweepInvites({ db, clock }: Deps): Promise<void> {
  await db.deleteFrom('invites').where('expires_at', '<=', clock.now()).execute()
}

function selectOpen({ db, clock }: Deps) {
  return db
    .selectFrom('invites')
    .selectAll()
    .where('used_at', 'is', null)
    .where('expires_at', '>', clock.now())
}

function toInvite(row: InviteRow): Invite {
  return {
    id: row.id,
    role: row.role,
    name: row.name,
    createdAt: toInstant(row.created_at),
    expiresAt: toInstant(row.expires_at),
  }
}

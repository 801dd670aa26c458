import type { RemoveMemberAnswer } from '@skrin/shared/api/household'
import type { DisconnectAnswer } from '@skrin/shared/api/connections'
import type { Member } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import { connectionsKey, listConnectionRows } from '../connections/connectionRows.ts'
import { disconnect } from '../connections/disconnect.ts'
import type { DisconnectDeps } from '../connections/disconnect.ts'
import type { Database } from '../store/database.ts'
import { sessionsKey } from '../store/sessionStore.ts'
import { transact, waitForKey } from '../store/transact.ts'
import { noteAccess, program } from './accessLog.ts'
import type { Actor } from './accessLog.ts'
import { destroySessions } from './memberSessions.ts'
import { findMember, MEMBERS_KEY } from './members.ts'

type AtBanks = RemoveMemberAnswer['connections']

/** Long enough for whoever began it to tell the banks; then it was cut off. */
const CUT_OFF_AFTER_MS = 2 * 60_000

/**
 * Takes somebody out of the household. From one moment on they are signed in nowhere and nothing of theirs is seen;
 * then each of their banks is told, all at once and for a bounded time; then everything of theirs is gone.
 * @throws AppError not_found · forbidden for the owner
 */
export async function removeMember(
  deps: DisconnectDeps,
  { id, by }: { id: MemberId; by: Actor },
): Promise<RemoveMemberAnswer> {
  await shutOut(deps, { id, by })
  return { removed: true, connections: await takeLeave(deps, id, by) }
}

/** Ends what a stopped program had begun. */
export async function finishRemovals(deps: DisconnectDeps): Promise<void> {
  const leaving = await deps.db
    .selectFrom('members')
    .select('id')
    .where('leaving_at', '<', deps.clock.now() - CUT_OFF_AFTER_MS)
    .execute()
  for (const { id } of leaving) await takeLeave(deps, id, program)
}

async function shutOut(deps: DisconnectDeps, { id, by }: { id: MemberId; by: Actor }) {
  await transact(deps.db, MEMBERS_KEY, async (db) => {
    const within = { ...deps, db }
    const member = await findMember(db, id)
    if (!member) throw new AppError('not_found')
    if (member.role === 'owner') throw new AppError('forbidden')
    await waitForKey(db, connectionsKey(id))
    await waitForKey(db, sessionsKey(id))
    await noteLeaving(within, member, by)
    await db
      .updateTable('members')
      // The name is free again, and no password fits.
      .set({ leaving_at: deps.clock.now(), name_key: `left ${id}`, password_hash: null })
      .where('id', '=', id)
      .execute()
    await destroySessions(within, id, 'all')
    await endAccess(db, id)
  })
}

/** The owner reads it; what the member's own log said goes with the member. */
async function noteLeaving(
  deps: Pick<DisconnectDeps, 'db' | 'clock'>,
  member: Member,
  by: Actor,
): Promise<void> {
  const subject = { member: member.name, role: member.role }
  await noteAccess(deps, { actor: by, about: null, event: 'member.removed', subject })
}

/** All that lets somebody see or move something, the member or others through them, and what could become that. */
async function endAccess(db: Database, id: MemberId): Promise<void> {
  await endSharing(db, id)
  await endSharingWith(db, id)
  await db
    .updateTable('connections')
    .set({ transfers_at: null })
    .where('member_id', '=', id)
    .execute()
  await db.deleteFrom('api_tokens').where('member_id', '=', id).execute()
  await db.deleteFrom('connect_attempts').where('member_id', '=', id).execute()
  await db.deleteFrom('sign_in_challenges').where('member_id', '=', id).execute()
  await db.deleteFrom('invites').where('member_id', '=', id).execute()
}

/** What the member shared is the member's alone again. */
export async function endSharing(db: Database, id: MemberId): Promise<void> {
  const own = db
    .selectFrom('accounts')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .select('accounts.id')
    .where('connections.member_id', '=', id)
  await db.deleteFrom('shares').where('account_id', 'in', own).execute()
}

/** A share names its audience without a foreign key, because it may be the household. */
async function endSharingWith(db: Database, id: MemberId): Promise<void> {
  await db.deleteFrom('shares').where('audience', '=', id).execute()
}

/** Each bank is told; the row then takes the rest along: accounts, transactions, passkeys, bank clients, log. */
async function takeLeave(deps: DisconnectDeps, id: MemberId, by: Actor): Promise<AtBanks> {
  const rows = await listConnectionRows(deps.db, id)
  const settled = await Promise.allSettled(
    rows.map((row) => disconnect(deps, row, { deleteHistory: true, by })),
  )
  await transact(deps.db, connectionsKey(id), async (db) => {
    // Once more: somebody may just have shared with them as they left.
    await endSharingWith(db, id)
    await db.deleteFrom('members').where('id', '=', id).execute()
  })
  for (const result of settled) {
    if (result.status === 'rejected')
      deps.log.error({ event: 'connection.farewell_broke', error: result.reason })
  }
  return countAnswers(
    settled.map((result) => (result.status === 'fulfilled' ? result.value.atBank : 'failed')),
  )
}

function countAnswers(answers: readonly DisconnectAnswer['atBank'][]): AtBanks {
  const count = (answer: DisconnectAnswer['atBank']) =>
    answers.filter((one) => one === answer).length
  return {
    revoked: count('revoked'),
    unsupported: count('unsupported'),
    failed: count('failed'),
  }
}

import type { OpenSession } from '@skrin/shared/api/sessions'
import type { MemberId, SessionPublicId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { ABSOLUTE_MS, IDLE_MS, sessionsKey } from '../store/sessionStore.ts'
import { transact } from '../store/transact.ts'
import { noteAccess } from './accessLog.ts'
import type { Actor } from './accessLog.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** Where a member is signed in now; `current` first, then the last used. */
export async function listSessions(
  { db, clock }: Deps,
  member: MemberId,
  current: SessionPublicId,
): Promise<OpenSession[]> {
  const now = clock.now()
  const rows = await db
    .selectFrom('sessions')
    .select(['public_id', 'method', 'device', 'network', 'created_at', 'seen_at'])
    .where('member_id', '=', member)
    .where('destroyed_at', 'is', null)
    .where('seen_at', '>', now - IDLE_MS)
    .where('created_at', '>', now - ABSOLUTE_MS)
    .orderBy('seen_at', 'desc')
    .orderBy('public_id')
    .execute()
  const sessions = rows.map((row): OpenSession => ({
    id: row.public_id,
    current: row.public_id === current,
    method: row.method,
    device: row.device,
    network: row.network,
    createdAt: toInstant(row.created_at),
    seenAt: toInstant(row.seen_at),
  }))
  return sessions.sort((a, b) => Number(b.current) - Number(a.current))
}

/** Which of a member's sessions: one, all but one, or all. */
export type Which =
  { readonly only: SessionPublicId } | { readonly allBut: SessionPublicId } | 'all'

/**
 * Ends sessions of one member, on every replica at once, and notes it for them. Gives how many there were to end: what
 * is over by itself is none.
 */
export function endSessions(
  deps: Deps,
  { member, which, by }: { member: MemberId; which: Which; by: Actor },
): Promise<number> {
  return transact(deps.db, sessionsKey(member), async (db) => {
    const ended = await destroySessions({ ...deps, db }, member, which)
    for (const { device, network } of ended) {
      const note = { actor: by, about: member, event: 'session.ended' } as const
      await noteAccess({ ...deps, db }, { ...note, subject: { device, network } })
    }
    return ended.length
  })
}

/** `endSessions` without a note, for what is noted as more than that; within `transact` with sessionsKey. */
export async function destroySessions({ db, clock }: Deps, member: MemberId, which: Which) {
  const now = clock.now()
  let live = db
    .updateTable('sessions')
    // A tombstone: a slow request of the session does not bring it back.
    .set({ destroyed_at: now })
    .where('member_id', '=', member)
    .where('destroyed_at', 'is', null)
    .where('seen_at', '>', now - IDLE_MS)
    .where('created_at', '>', now - ABSOLUTE_MS)
  if (which !== 'all') {
    live =
      'only' in which
        ? live.where('public_id', '=', which.only)
        : live.where('public_id', '!=', which.allBut)
  }
  return live.returning(['device', 'network']).execute()
}

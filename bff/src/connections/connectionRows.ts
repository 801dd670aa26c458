import type { Selectable } from 'kysely'
import type { ConnectionId, Instant, MemberId } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import { readCacheOf } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type ConnectionRow = Selectable<Schema['connections']>

/** A member's connections in the order they were made, without those given up. */
export function listConnectionRows(db: Database, member: MemberId): Promise<ConnectionRow[]> {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('member_id', '=', member)
    .where('status', '!=', 'disconnected')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** undefined: not there, given up, or somebody else's; the caller cannot tell which, on purpose. */
export function findConnectionRow(
  db: Database,
  member: MemberId,
  id: ConnectionId,
): Promise<ConnectionRow | undefined> {
  return readCacheOf(db).read(`connection ${id} ${member}`, () =>
    db
      .selectFrom('connections')
      .selectAll()
      .where('id', '=', id)
      .where('member_id', '=', member)
      .where('status', '!=', 'disconnected')
      .executeTakeFirst(),
  )
}

export async function markReconnectNeeded(db: Database, id: ConnectionId): Promise<void> {
  await db
    .updateTable('connections')
    .set({ status: 'reconnect', problem: 'reconnect_needed' })
    .where('id', '=', id)
    .where('status', '!=', 'disconnected')
    .execute()
}

/** What the last asking came to. A connection that was given up meanwhile stays given up. */
export async function noteAsked(
  db: Database,
  id: ConnectionId,
  result: { askedAt: number; problem: ProblemCode | null },
): Promise<void> {
  const { askedAt, problem } = result
  const isGood = problem === null || problem === 'bank_partial'
  const status = isGood ? 'working' : problem === 'reconnect_needed' ? 'reconnect' : 'failing'
  await db
    .updateTable('connections')
    .set({
      asked_at: askedAt,
      status,
      problem,
      ...(problem === null && { good_at: askedAt, blocked_until: null }),
    })
    .where('id', '=', id)
    .where('status', '!=', 'disconnected')
    .execute()
}

export async function noteRenewBy(
  db: Database,
  id: ConnectionId,
  renewBy: Instant | null,
): Promise<void> {
  await db
    .updateTable('connections')
    .set({ renew_by: renewBy === null ? null : Date.parse(renewBy) })
    .where('id', '=', id)
    .execute()
}

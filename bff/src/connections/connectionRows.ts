import type { Selectable } from 'kysely'
import type { BankClientId, ConnectionId, Instant, MemberId } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import { readCacheOf } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type ConnectionRow = Selectable<Schema['connections']>

/** For `transact`: which connections a member has, and their grants. Taken before `connectionKey`, where both are. */
export function connectionsKey(member: MemberId): string {
  return `connections of ${member}`
}

/** For `transact`: what is kept of one connection's bank. */
export function connectionKey(id: ConnectionId): string {
  return `connection ${id}`
}

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

/** The connections whose grants belong to a member's own bank client, without those given up. */
export function listRowsOfClient(
  db: Database,
  { id }: { id: BankClientId },
): Promise<ConnectionRow[]> {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('bank_client', '=', id)
    .where('status', '!=', 'disconnected')
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

/** The grant that a finding is about: what came of asking with an older one says nothing of the one that followed. */
export type AskedConnection = Pick<ConnectionRow, 'id' | 'connected_at'>

export async function markReconnectNeeded(
  db: Database,
  connection: AskedConnection,
): Promise<void> {
  await updateAsked(db, connection)
    .set({ status: 'reconnect', problem: 'reconnect_needed' })
    .execute()
}

/** What the last asking came to. */
export async function noteAsked(
  db: Database,
  connection: AskedConnection,
  { askedAt, problem }: { askedAt: number; problem: ProblemCode | null },
): Promise<void> {
  const isGood = problem === null || problem === 'bank_partial'
  const status = isGood ? 'working' : problem === 'reconnect_needed' ? 'reconnect' : 'failing'
  await updateAsked(db, connection)
    .set({ asked_at: askedAt, status, problem, ...(problem === null && { good_at: askedAt }) })
    .execute()
}

/** A connection that was given up meanwhile stays given up, and one that was renewed stays renewed. */
function updateAsked(db: Database, { id, connected_at: connectedAt }: AskedConnection) {
  return db
    .updateTable('connections')
    .where('id', '=', id)
    .where('connected_at', '=', connectedAt)
    .where('status', '!=', 'disconnected')
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

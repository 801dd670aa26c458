import type { Selectable } from 'kysely'
import type { SignInMethod } from '@skrin/shared/api/session'
import type { MemberId, SessionPublicId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { sha256 } from '../ids.ts'
import { readCacheOf } from './database.ts'
import type { Database } from './database.ts'
import { prepareQuery } from './prepareQuery.ts'
import type { Schema } from './schema.ts'
import { transact } from './transact.ts'

/** docs/decisions/session-lifetimes.md says why. */
export const IDLE_MS = 30 * 60_000
export const ABSOLUTE_MS = 12 * 60 * 60_000
/** A session's last use is written down at most this often. */
const TOUCH_EVERY_MS = 60_000
/** Sensitive acts go through this long after the person proved who they are. */
export const FRESH_MS = 10 * 60_000
/** Longer than any request takes: until then a tombstone stands in the way of a slow one. */
const TOMBSTONE_MS = 60 * 60_000
const SWEPT_AT_ONCE = 500

/** All there is to a session: who, how, since when, last when. */
export interface StoredSession {
  readonly publicId: SessionPublicId
  readonly member: MemberId
  readonly method: SignInMethod
  /** Browser and system in words; empty when it did not say. */
  readonly device: string
  /** Where it was begun: an IPv4 address, or an IPv6 network. */
  readonly network: string
  readonly createdAt: number
  readonly seenAt: number
  /** When the person last proved who they are. */
  readonly freshAt: number
}

export interface SessionStore {
  /** null: unknown, signed out, or over. */
  read(id: string): Promise<StoredSession | null>
  /** `read` by what the row is called: SHA-256 of the id. */
  find(idHash: string): Promise<StoredSession | null>
  /** Puts in a new session. One that is there, or was destroyed, stays as it is. */
  put(id: string, session: StoredSession): Promise<void>
  /** Puts `session` in the place of the one with this hash; false, and nothing happens, when that one was ended meanwhile. */
  renew(idHash: string, id: string, session: StoredSession): Promise<boolean>
  /** Notes that the session is in use, once a minute; false when that was not due. */
  touch(id: string, session: StoredSession): Promise<boolean>
  destroy(id: string): Promise<void>
  /** Takes away what is over; a bounded number of rows at a time. */
  sweep(): Promise<void>
}

/** When a session ends if nothing more is asked. */
export function sessionEnd({ createdAt, seenAt }: StoredSession): number {
  return Math.min(seenAt + IDLE_MS, createdAt + ABSOLUTE_MS)
}

/** Until when sensitive acts go through; the session itself may end earlier. */
export function freshEnd({ freshAt }: Pick<StoredSession, 'freshAt'>): number {
  return freshAt + FRESH_MS
}

export function isTouchDue({ seenAt }: StoredSession, now: number): boolean {
  return now - seenAt >= TOUCH_EVERY_MS
}

const columns = [
  'public_id',
  'member_id',
  'method',
  'device',
  'network',
  'created_at',
  'seen_at',
  'fresh_at',
] as const

type Row = Pick<Selectable<Schema['sessions']>, (typeof columns)[number]>

function toSession(row: Row): StoredSession {
  return {
    publicId: row.public_id,
    member: row.member_id,
    method: row.method,
    device: row.device,
    network: row.network,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    freshAt: row.fresh_at,
  }
}

/** Sessions as rows; a row's id is a hash, so that a copy of the database signs nobody in. */
export function createSessionStore({ db, clock }: { db: Database; clock: Clock }): SessionStore {
  const select = prepareQuery(
    db,
    db
      .selectFrom('sessions')
      .select(columns)
      .where('id_hash', '=', 'hash')
      .where('destroyed_at', 'is', null),
  )
  const cache = readCacheOf(db)
  const find = async (idHash: string) => {
    const row = await cache.read(`session ${idHash}`, () => select(idHash))
    if (!row) return null
    const session = toSession(row)
    return clock.now() < sessionEnd(session) ? session : null
  }
  return {
    read: (id) => find(sha256(id)),
    find,
    put: (id, session) => insertSession(db, id, session),
    renew: (idHash, id, session) =>
      transact(db, sessionsKey(session.member), async (transaction) => {
        const ended = await transaction
          .updateTable('sessions')
          .set({ destroyed_at: clock.now() })
          .where('id_hash', '=', idHash)
          .where('destroyed_at', 'is', null)
          .executeTakeFirst()
        if (ended.numUpdatedRows !== 1n) return false
        await insertSession(transaction, id, session)
        return true
      }),
    async touch(id, session) {
      const now = clock.now()
      if (!isTouchDue(session, now)) return false
      await db
        .updateTable('sessions')
        .set({ seen_at: now })
        .where('id_hash', '=', sha256(id))
        .where('destroyed_at', 'is', null)
        .execute()
      return true
    },
    async destroy(id) {
      await db
        .updateTable('sessions')
        .set({ destroyed_at: clock.now() })
        .where('id_hash', '=', sha256(id))
        .execute()
    },
    async sweep() {
      const now = clock.now()
      const over = db
        .selectFrom('sessions')
        .select('id_hash')
        .where((eb) =>
          eb.or([
            eb('destroyed_at', '<', now - TOMBSTONE_MS),
            eb('seen_at', '<', now - IDLE_MS - TOMBSTONE_MS),
            eb('created_at', '<', now - ABSOLUTE_MS - TOMBSTONE_MS),
          ]),
        )
        .limit(SWEPT_AT_ONCE)
      await db.deleteFrom('sessions').where('id_hash', 'in', over).execute()
    },
  }
}

/** For `transact`: ending all of a member's sessions and putting one in another's place never miss each other. */
export function sessionsKey(member: MemberId): string {
  return `sessions ${member}`
}

async function insertSession(db: Database, id: string, session: StoredSession): Promise<void> {
  await db
    .insertInto('sessions')
    .values({
      id_hash: sha256(id),
      member_id: session.member,
      body: '{}',
      created_at: session.createdAt,
      seen_at: session.seenAt,
      public_id: session.publicId,
      fresh_at: session.freshAt,
      method: session.method,
      device: session.device,
      network: session.network,
      destroyed_at: null,
    })
    .onConflict((conflict) => conflict.column('id_hash').doNothing())
    .execute()
}

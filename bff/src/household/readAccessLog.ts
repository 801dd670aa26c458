import { accessEvents } from '@skrin/shared/api/accessLog'
import type { AccessEntry, AccessLogAnswer } from '@skrin/shared/api/accessLog'
import type { Member } from '@skrin/shared/api/session'
import { toInstant } from '@skrin/shared/dates'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'

const USUAL_ENTRIES = 50

const cursor = v.tuple([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.maxLength(64))])
const event = v.picklist(accessEvents)
const subject = v.record(v.string(), v.string())

export interface AccessLogPage {
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

/**
 * What happened to this member's accounts and access, newest first; the owner reads the household's own matters too.
 * Nobody reads another member's.
 * @throws AppError bad_request for a cursor that is none
 */
export async function readAccessLog(
  db: Database,
  reader: Member,
  { cursor: after, limit = USUAL_ENTRIES }: AccessLogPage,
): Promise<AccessLogAnswer> {
  let query = db
    .selectFrom('access_log')
    .leftJoin('members', 'members.id', 'access_log.actor_id')
    .selectAll('access_log')
    // null where they are gone: the entry then has their name and no more.
    .select('members.id as known_actor')
    .where((eb) => {
      const own = eb('access_log.about_id', '=', reader.id)
      return reader.role === 'owner' ? eb.or([own, eb('access_log.about_id', 'is', null)]) : own
    })
    .orderBy('access_log.at', 'desc')
    .orderBy('access_log.id', 'desc')
    .limit(limit + 1)
  if (after !== undefined) {
    const [at, id] = parseCursor(after)
    query = query.where((eb) =>
      eb.or([
        eb('access_log.at', '<', at),
        eb.and([eb('access_log.at', '=', at), eb('access_log.id', '<', id)]),
      ]),
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    entries: page.map(toEntry),
    nextCursor: rows.length > limit && last ? toCursor(last) : null,
  }
}

interface Row {
  readonly id: string
  readonly at: number
  readonly event: string
  readonly subject: string
  readonly actor_kind: AccessEntry['actor']['kind']
  readonly actor_name: string
  readonly known_actor: AccessEntry['actor']['id']
}

function toEntry(row: Row): AccessEntry {
  return {
    id: row.id,
    at: toInstant(row.at),
    event: v.parse(event, row.event),
    actor: { kind: row.actor_kind, id: row.known_actor, name: row.actor_name },
    subject: v.parse(subject, JSON.parse(row.subject)),
  }
}

function toCursor({ at, id }: Pick<Row, 'at' | 'id'>): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

function parseCursor(text: string): v.InferOutput<typeof cursor> {
  try {
    return v.parse(cursor, JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
  } catch (cause) {
    throw new AppError('bad_request', { field: 'cursor', cause })
  }
}

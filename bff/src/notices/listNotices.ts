import type { NoticesAnswer } from '@skrin/shared/api/notices'
import type { Instant, MemberId, NoticeId } from '@skrin/shared/brand'
import { instantMs } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { describeNotices } from './describeNotices.ts'

const MOST = 100
const KEPT_MS = 180 * 24 * 60 * 60_000
/** Longer than all tries take: also what a restored backup brings back, or a channel that is there no more. */
const SENT_MS = 2 * 24 * 60 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

export async function listNotices(deps: Deps, member: MemberId): Promise<NoticesAnswer> {
  const rows = await selectInApp(deps.db, member).execute()
  const notices = await describeNotices(deps, member, rows)
  return { notices, unread: notices.filter(({ readAt }) => readAt === null).length }
}

/** As many as the list would show as new. */
export async function countUnread(deps: Deps, member: MemberId): Promise<number> {
  const rows = await selectInApp(deps.db, member).execute()
  const unread = rows.filter(({ read_at: readAt }) => readAt === null)
  return (await describeNotices(deps, member, unread)).length
}

function selectInApp(db: Database, member: MemberId) {
  return db
    .selectFrom('notices')
    .selectAll()
    .where('member_id', '=', member)
    .where('in_app', '=', 1)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
}

/** @throws AppError not_found for what is not this member's to see */
export async function markNotice(
  deps: Deps,
  member: MemberId,
  { id, read }: { id: NoticeId; read: boolean },
): Promise<void> {
  const rows = await deps.db
    .selectFrom('notices')
    .selectAll()
    .where('id', '=', id)
    .where('member_id', '=', member)
    .where('in_app', '=', 1)
    .execute()
  const [notice] = await describeNotices(deps, member, rows)
  if (!notice) throw new AppError('not_found')
  if ((notice.readAt !== null) === read) return
  await deps.db
    .updateTable('notices')
    .set({ read_at: read ? deps.clock.now() : null })
    .where('id', '=', id)
    .execute()
}

export async function markAllRead(
  { db, clock }: Deps,
  member: MemberId,
  until: Instant,
): Promise<void> {
  await db
    .updateTable('notices')
    .set({ read_at: clock.now() })
    .where('member_id', '=', member)
    .where('in_app', '=', 1)
    .where('read_at', 'is', null)
    .where('created_at', '<=', instantMs(until))
    .execute()
}

/** What is half a year old is news to nobody, and what was to be sent two days ago no longer is. */
export async function sweepNotices({ db, clock }: Deps): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('next_at', 'is not', null)
    .where('notice_id', 'in', (eb) =>
      eb
        .selectFrom('notices')
        .select('id')
        .where('created_at', '<', clock.now() - SENT_MS),
    )
    .execute()
  await db
    .deleteFrom('notices')
    .where('created_at', '<', clock.now() - KEPT_MS)
    .execute()
}

import type { ServerEvent } from '@skrin/shared/api/events'
import type { AccountId, MemberId, SyncRunId } from '@skrin/shared/brand'
import { listVisibleAccounts } from '../accounts/visibleAccounts.ts'
import type { Database } from '../store/database.ts'
import { toSyncRun } from '../sync/describeSync.ts'
import { readNoticeMarks } from './readNoticeMarks.ts'

/** What runs has said nothing for so long at most; a page that opens meanwhile is told of it. */
const LONG_STEP_MS = 15 * 60_000

/** What one stream has said already. */
export interface Told {
  /** Everything before this was told, in epoch milliseconds. */
  from: number
  /** When each round's row was last told of. */
  readonly runs: Map<SyncRunId, number>
  readonly changes: Set<string>
  /** What the notices looked like; null: not looked yet. */
  notices: string | null
  /** It was away for so long that nobody knows what it missed. */
  isLate: boolean
}

interface Seat {
  readonly member: MemberId
  readonly since: number | null
  readonly told: Told
}

/**
 * What is new for each of them, and is theirs to know: rounds of their own connections, and changes of accounts that
 * they may see.
 */
export async function readNews<S extends Seat>(
  { db }: { db: Database },
  seats: readonly S[],
): Promise<Map<S, ServerEvent[]>> {
  const news = new Map<S, ServerEvent[]>(seats.map((seat) => [seat, []]))
  if (seats.length === 0) return news
  const members = [...new Set(seats.map(({ member }) => member))]
  const from = Math.min(...seats.map(({ told }) => told.from))
  const isFirstLook = seats.some(({ told }) => told.notices === null)
  const runs = await listRuns(db, members, isFirstLook ? from - LONG_STEP_MS : from)
  const changes = await listChanges(db, from)
  const notices = await readNoticeMarks(db, members)
  const look = createLook(db)
  for (const [seat, events] of news) {
    events.push(...takeRuns(seat, runs))
    if (await takeChanges(seat, changes, look)) events.push({ event: 'accounts-changed', data: {} })
    if (takeNotices(seat, notices)) events.push({ event: 'notices-changed', data: {} })
    seat.told.isLate = false
  }
  return news
}

function listRuns(db: Database, members: readonly MemberId[], from: number) {
  return db
    .selectFrom('sync_runs')
    .innerJoin('connections', 'connections.id', 'sync_runs.connection_id')
    .selectAll('sync_runs')
    .select('connections.member_id')
    .where('connections.member_id', 'in', members)
    .where('connections.status', '!=', 'disconnected')
    .where('told_at', '>=', from)
    .orderBy('told_at')
    .execute()
}

type Run = Awaited<ReturnType<typeof listRuns>>[number]

function takeRuns({ member, told }: Seat, runs: readonly Run[]): ServerEvent[] {
  const fresh = runs.filter(
    (run) =>
      run.member_id === member &&
      (run.told_at >= told.from || run.state === 'running') &&
      told.runs.get(run.id) !== run.told_at,
  )
  for (const { id, told_at: at } of fresh) told.runs.set(id, at)
  for (const id of told.runs.keys()) if (!runs.some((run) => run.id === id)) told.runs.delete(id)
  return fresh.map((run) => ({ event: 'sync', data: toSyncRun(run) }))
}

interface Change {
  readonly id: string
  readonly at: number
  readonly account_id: AccountId
}

function listChanges(db: Database, from: number): Promise<Change[]> {
  return db.selectFrom('changes').selectAll().where('at', '>=', from).execute()
}

async function takeChanges(
  { member, told }: Seat,
  changes: readonly Change[],
  look: ReturnType<typeof createLook>,
): Promise<boolean> {
  const fresh = changes.filter(({ id, at }) => at >= told.from && !told.changes.has(id))
  for (const { id } of fresh) told.changes.add(id)
  for (const id of told.changes)
    if (!changes.some((change) => change.id === id)) told.changes.delete(id)
  if (told.isLate) return true
  if (fresh.length === 0) return false
  const visible = await look(member)
  return fresh.some(({ account_id: account }) => visible.has(account))
}

/** The accounts that a member may see, looked up once however many of their pages are open. */
function createLook(db: Database): (member: MemberId) => Promise<ReadonlySet<AccountId>> {
  const known = new Map<MemberId, Promise<ReadonlySet<AccountId>>>()
  const read = async (member: MemberId) => {
    const accounts = await listVisibleAccounts(db, { member, scope: null })
    return new Set(accounts.flatMap(({ observations }) => observations.map(({ id }) => id)))
  }
  return (member) => {
    const looked = known.get(member) ?? read(member)
    known.set(member, looked)
    return looked
  }
}

function takeNotices({ member, since, told }: Seat, marks: ReadonlyMap<MemberId, string>): boolean {
  const before = told.notices
  told.notices = marks.get(member) ?? ''
  // A stream that goes on does not know how they looked when the one before it ended.
  return before === null ? since !== null : before !== told.notices
}

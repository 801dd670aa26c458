import type { NoticeChannel, NoticeChoice, NoticeKind } from '@skrin/shared/api/notices'
import type {
  AccountId,
  ConnectionId,
  MemberId,
  NoticeId,
  TransactionId,
} from '@skrin/shared/brand'
import { noticeId } from '@skrin/shared/api/primitives'
import * as v from 'valibot'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import type { NoticeBodies } from './noticeBody.ts'
import { findChoice } from './readers.ts'
import type { Reader } from './readers.ts'

/** A little later: what one round of asking banks brings goes into one message. */
export const GATHERING_MS = 60_000

export interface Draft<Kind extends NoticeKind = NoticeKind> {
  readonly kind: Kind
  /** The subject and the cause: somebody is told once of both. */
  readonly dedupe: string
  readonly connection?: ConnectionId
  readonly account?: AccountId
  readonly transaction?: TransactionId
  readonly body: NoticeBodies[Kind]
}

export interface RaiseDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
}

/** Tells one person what they want to be told and were not told before. Gives how many are new. */
export async function raiseNotices(
  { db, clock, log }: RaiseDeps,
  reader: Reader,
  drafts: readonly Draft[],
): Promise<number> {
  const now = clock.now()
  let raised = 0
  for (const draft of drafts) {
    const choice = findChoice(reader, draft.kind)
    if (!choice) continue
    const isNew = await transact(db, `notices of ${reader.member}`, async (transaction) => {
      const id = await insertNotice(transaction, { reader, draft, choice, now })
      if (id === null) return false
      const channels = await listChannels(transaction, reader.member, choice)
      await insertDeliveries(transaction, { id, channels, at: now + GATHERING_MS })
      return true
    })
    if (!isNew) continue
    raised++
    log.info({ event: 'notice.raised', code: draft.kind })
  }
  return raised
}

interface New {
  readonly reader: Reader
  readonly draft: Draft
  readonly choice: NoticeChoice
  readonly now: number
}

async function insertNotice(
  db: Database,
  { reader, draft, choice, now }: New,
): Promise<NoticeId | null> {
  const id = v.parse(noticeId, randomId())
  const result = await db
    .insertInto('notices')
    .values({
      id,
      member_id: reader.member,
      kind: draft.kind,
      connection_id: draft.connection ?? null,
      account_id: draft.account ?? null,
      transaction_id: draft.transaction ?? null,
      body: JSON.stringify(draft.body),
      in_app: choice.inApp ? 1 : 0,
      created_at: now,
      read_at: null,
      dedupe: `${reader.member} ${draft.dedupe}`,
    })
    .onConflict((conflict) => conflict.column('dedupe').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n ? id : null
}

/** Where they want it and have shown that it reaches them. */
async function listChannels(
  db: Database,
  member: MemberId,
  choice: NoticeChoice,
): Promise<NoticeChannel[]> {
  const rows = await db
    .selectFrom('notice_addresses')
    .select('channel')
    .where('member_id', '=', member)
    .where('confirmed_at', 'is not', null)
    .execute()
  return rows.map(({ channel }) => channel).filter((channel) => choice[channel])
}

async function insertDeliveries(
  db: Database,
  { id, channels, at }: { id: NoticeId; channels: readonly NoticeChannel[]; at: number },
): Promise<void> {
  if (channels.length === 0) return
  const rest = { tries: 0, next_at: at, sent_at: null, problem: null }
  const rows = channels.map((channel) => ({ notice_id: id, channel, ...rest }))
  await db.insertInto('deliveries').values(rows).execute()
}

import { noticeKinds } from '@skrin/shared/api/notices'
import type {
  ChannelState,
  NoticeChannel,
  NoticeSettings,
  NoticeSettingsRequest,
} from '@skrin/shared/api/notices'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import { listVisibleAccounts } from '../accounts/visibleAccounts.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import type { Channels } from './channels.ts'
import { readReader } from './readers.ts'

interface Deps {
  readonly db: Database
  readonly channels: Channels
}

export async function readNoticeSettings(
  { db, channels }: Deps,
  member: MemberId,
): Promise<NoticeSettings> {
  const { choices, limits, language, details, view } = await readReader(db, member)
  const shown = await listShownIds(db, member)
  return {
    language,
    details,
    view,
    choices,
    accountLimits: [...limits].flatMap(([id, limit]) => {
      const account = shown.get(id)
      return account === undefined ? [] : [{ account, limit }]
    }),
    mail: await describeChannel({ db, channels }, member, 'mail'),
    push: await describeChannel({ db, channels }, member, 'push'),
  }
}

/** Under which id the member knows an account, by each id that it has. */
async function listShownIds(db: Database, member: MemberId): Promise<Map<AccountId, AccountId>> {
  const accounts = await listVisibleAccounts(db, { member, scope: null })
  return new Map(
    accounts.flatMap(({ id, observations }) => observations.map((one) => [one.id, id])),
  )
}

async function describeChannel(
  { db, channels }: Deps,
  member: MemberId,
  name: NoticeChannel,
): Promise<ChannelState> {
  const channel = channels.get(name)
  const row = await db
    .selectFrom('notice_addresses')
    .selectAll()
    .where('member_id', '=', member)
    .where('channel', '=', name)
    .executeTakeFirst()
  const isConfirmed = row !== undefined && row.confirmed_at !== null
  return {
    offered: channel !== undefined,
    server: channel?.server ?? null,
    address: row?.address ?? null,
    state: row === undefined ? 'none' : isConfirmed ? 'confirmed' : 'waiting',
    failing: isConfirmed && (await isFailing(db, member, name)),
  }
}

/** Whether the message that was done with last never arrived. */
async function isFailing(db: Database, member: MemberId, channel: NoticeChannel): Promise<boolean> {
  const last = await db
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.id', 'deliveries.notice_id')
    .select('deliveries.sent_at')
    .where('notices.member_id', '=', member)
    .where('deliveries.channel', '=', channel)
    .where('deliveries.next_at', 'is', null)
    .where('deliveries.tries', '>', 0)
    .orderBy('notices.created_at', 'desc')
    .orderBy('notices.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.sent_at === null
}

/** @throws AppError bad_request for a limit of an account that the member does not see, or that is none */
export async function saveNoticeSettings(
  db: Database,
  member: MemberId,
  wanted: NoticeSettingsRequest,
): Promise<void> {
  const shown = await listShownIds(db, member)
  if (!wanted.accountLimits.every(({ account }) => shown.has(account)))
    throw new AppError('bad_request', { field: 'accountLimits' })
  await transact(db, `notices of ${member}`, async (transaction) => {
    await saveReader(transaction, member, wanted)
    await saveChoices(transaction, member, wanted)
    await saveLimits(transaction, member, wanted)
  })
}

async function saveReader(
  db: Database,
  member: MemberId,
  { language, details, view }: NoticeSettingsRequest,
): Promise<void> {
  const row = { language, details: details ? 1 : 0, view }
  await db
    .insertInto('notice_readers')
    .values({ member_id: member, ...row })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(row))
    .execute()
}

async function saveChoices(
  db: Database,
  member: MemberId,
  { choices }: NoticeSettingsRequest,
): Promise<void> {
  await db.deleteFrom('notice_choices').where('member_id', '=', member).execute()
  const rows = noticeKinds.map((kind) => {
    const choice = choices[kind]
    return {
      member_id: member,
      kind,
      in_app: choice.inApp ? 1 : 0,
      mail: choice.mail ? 1 : 0,
      push: choice.push ? 1 : 0,
      threshold: 'limit' in choice ? choice.limit : null,
    }
  })
  await db.insertInto('notice_choices').values(rows).execute()
}

async function saveLimits(
  db: Database,
  member: MemberId,
  { accountLimits }: NoticeSettingsRequest,
): Promise<void> {
  await db.deleteFrom('notice_limits').where('member_id', '=', member).execute()
  const limits = new Map(accountLimits.map(({ account, limit }) => [account, limit]))
  if (limits.size === 0) return
  const rows = [...limits].map(([id, threshold]) => ({
    member_id: member,
    account_id: id,
    threshold,
  }))
  await db.insertInto('notice_limits').values(rows).execute()
}

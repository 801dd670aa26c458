import type { NoticeChannel } from '@skrin/shared/api/notices'
import type { MemberId, NoticeId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'

/** Longer than any channel takes: who died while sending has sent, or it is tried again. */
const CLAIM_MS = 5 * 60_000

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/** What waits for one person on one channel. */
export interface Claim {
  readonly member: MemberId
  readonly channel: NoticeChannel
  readonly ids: readonly NoticeId[]
  /** With this one. */
  readonly tries: number
}

/**
 * Takes everything that is due for one person on one channel, so that it becomes one message, and nobody else's at the same
 * time: of several programs one gets it. null: nothing is due.
 */
export async function claimDeliveries(
  { db, clock }: Deps,
  channels: readonly NoticeChannel[],
): Promise<Claim | null> {
  if (channels.length === 0) return null
  const now = clock.now()
  return transact(db, 'deliveries', async (transaction) => {
    const first = await selectDue(transaction, channels, now)
      .orderBy('deliveries.next_at')
      .limit(1)
      .executeTakeFirst()
    if (!first) return null
    const { member_id: member, channel } = first
    const rows = await selectDue(transaction, [channel], now)
      .where('notices.member_id', '=', member)
      .orderBy('notices.created_at', 'desc')
      .orderBy('notices.id', 'desc')
      .execute()
    const ids = rows.map(({ notice_id: id }) => id)
    await transaction
      .updateTable('deliveries')
      .set((eb) => ({ tries: eb('tries', '+', 1), next_at: now + CLAIM_MS }))
      .where('channel', '=', channel)
      .where('notice_id', 'in', ids)
      .execute()
    return { member, channel, ids, tries: Math.max(...rows.map(({ tries }) => tries)) + 1 }
  })
}

function selectDue(db: Database, channels: readonly NoticeChannel[], now: number) {
  return db
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.id', 'deliveries.notice_id')
    .select(['deliveries.notice_id', 'deliveries.channel', 'deliveries.tries', 'notices.member_id'])
    .where('deliveries.next_at', '<=', now)
    .where('deliveries.channel', 'in', channels)
}

import type { MemberId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'

/** How each member’s notices look: another text when one is made, read, or taken away. */
export async function readNoticeMarks(
  db: Database,
  members: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, string>> {
  const rows = await db
    .selectFrom('notices')
    .select(({ fn }) => [
      'member_id',
      fn.countAll<number>().as('count'),
      fn.count<number>('read_at').as('read'),
      fn.max('created_at').as('newest'),
    ])
    .where('member_id', 'in', members)
    .groupBy('member_id')
    .execute()
  return new Map(
    rows.map(({ member_id: member, count, read, newest }) => [
      member,
      [count, read, newest].join(' '),
    ]),
  )
}

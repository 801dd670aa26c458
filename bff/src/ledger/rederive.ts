import { sql } from 'kysely'
import type { TransactionId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { toFace, toState } from './showing.ts'
import { toTransactionRow } from './toTransactionRow.ts'

/** Makes transactions anew of their observations; one that has none left goes. Gives those that went. */
export async function rederive(
  db: Database,
  ids: readonly TransactionId[],
): Promise<TransactionId[]> {
  const gone: TransactionId[] = []
  for (const id of ids) {
    const rows = await db
      .selectFrom('observations')
      .selectAll()
      .where('transaction_id', '=', id)
      .execute()
    const face = toFace(rows)
    if (!face) {
      await db.deleteFrom('transactions').where('id', '=', id).execute()
      gone.push(id)
      continue
    }
    const before = await db
      .selectFrom('transactions')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const { id: _id, ...row } = toTransactionRow({ id, face, state: toState(before.state, rows) })
    await db
      .updateTable('transactions')
      .set({ ...row, unfollowed: sql<number>`unfollowed + 1` })
      .where('id', '=', id)
      .execute()
  }
  return gone
}

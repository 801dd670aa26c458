import { sql } from 'kysely'
import type { TransactionId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { aloneWithAccount } from './aloneWithAccount.ts'
import { toState } from './showing.ts'

/** A person wants these gone: they stay so, whatever the bank says later. */
export async function deleteTransactions(
  db: Database,
  ids: readonly TransactionId[],
): Promise<void> {
  await setState(db, ids, () => Promise.resolve('deleted'))
}

/** They are back as what is told of them says: shown, or withdrawn by the bank. */
export async function restoreTransactions(
  db: Database,
  ids: readonly TransactionId[],
): Promise<void> {
  await setState(db, ids, async (transaction, id) => {
    const rows = await transaction
      .selectFrom('observations')
      .selectAll()
      .where('transaction_id', '=', id)
      .execute()
    return rows.length === 0 ? 'shown' : toState('shown', rows)
  })
}

async function setState(
  db: Database,
  ids: readonly TransactionId[],
  toNext: (db: Database, id: TransactionId) => Promise<'shown' | 'withdrawn' | 'deleted'>,
): Promise<void> {
  for (const id of ids) {
    const row = await db
      .selectFrom('transactions')
      .select('account_id')
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) continue
    await aloneWithAccount(db, row.account_id, async (transaction) => {
      await transaction
        .updateTable('transactions')
        .set({ state: await toNext(transaction, id), unfollowed: sql<number>`unfollowed + 1` })
        .where('id', '=', id)
        .execute()
    })
  }
}

import { sql } from 'kysely'
import type { TransactionId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { foldAnnotations } from './foldAnnotations.ts'
import { rederive } from './rederive.ts'

/**
 * A person says that two transactions are one. The one that is shown stays, `id` if both are; gives it. Within a
 * transaction that is alone with the account.
 * @throws AppError bad_request for one and the same, and for two of different accounts
 */
export async function mergeTransactions(
  db: Database,
  id: TransactionId,
  other: TransactionId,
): Promise<TransactionId> {
  const rows = await db
    .selectFrom('transactions')
    .select(['id', 'account_id', 'state'])
    .where('id', 'in', [id, other])
    .execute()
  const [one, two] = [id, other].map((wanted) => rows.find((row) => row.id === wanted))
  if (!one || !two || one === two || one.account_id !== two.account_id)
    throw new AppError('bad_request')
  const [into, from] = weights[two.state] < weights[one.state] ? [two.id, one.id] : [one.id, two.id]
  await db
    .updateTable('observations')
    .set({
      transaction_id: into,
      reason: sql<string>`case reason when 'first' then 'person' else reason end`,
    })
    .where('transaction_id', '=', from)
    .execute()
  await foldAnnotations(db, { from, into })
  await rederive(db, [into])
  return into
}

/** Which of two stays. */
const weights = { shown: 0, withdrawn: 1, deleted: 2 } as const

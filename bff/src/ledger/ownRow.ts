import type { AccountId, TransactionId } from '@skrin/shared/brand'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import type { Viewer } from '../accounts/visibleAccounts.ts'
import { AppError } from '../appError.ts'
import type { Database } from '../store/database.ts'
import { findWritable } from '../understanding/annotations/findWritable.ts'

/** A transaction as a viewer sees it. */
export interface SeenRow {
  readonly id: TransactionId
  /** Under which it lies; the viewer may know the account under another id. */
  readonly accountId: AccountId
  readonly account: VisibleAccount
}

/** @throws AppError not_found for what is not there, and for what the viewer does not see */
export async function findSeenRow(
  db: Database,
  viewer: Viewer,
  id: TransactionId,
): Promise<SeenRow> {
  const open = await listOpenAccounts(db, viewer)
  const row = await db
    .selectFrom('transactions')
    .select('account_id')
    .where('id', '=', id)
    .executeTakeFirst()
  const account = open.find(({ observations }) =>
    observations.some((one) => one.id === row?.account_id && one.level !== 'balance'),
  )
  if (!row || !account) throw new AppError('not_found')
  return { id, accountId: row.account_id, account }
}

export interface OwnRow extends SeenRow {
  /** The row itself and, of a joint account, what its other people tell of it. */
  readonly twins: readonly TransactionId[]
}

/** @throws AppError not_found, or forbidden for what the viewer sees and does not own */
export async function findOwnRow(db: Database, viewer: Viewer, id: TransactionId): Promise<OwnRow> {
  const row = await findSeenRow(db, viewer, id)
  const { own, count } = await findWritable(db, [row.account], [id])
  if (count === 0) throw new AppError('forbidden')
  return { ...row, twins: own }
}

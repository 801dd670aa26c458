import type { TransferRequest } from '@skrin/shared/api/transfers'
import type { TransactionId, TransferId } from '@skrin/shared/brand'
import { daysBetween } from '@skrin/shared/dates'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import { AppError } from '../../appError.ts'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../store/database.ts'
import { transact } from '../../store/transact.ts'
import { findWritable } from '../annotations/findWritable.ts'
import { TRANSFERS_KEY, toTransferId } from './matchTransfers.ts'
import { readTransfersOf } from './readTransfers.ts'

/** Days between the two rows; whoever looks for moves of a period looks a little further than that around it. */
export const MOST_DAYS = 31

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

/**
 * A person says that two rows are one move of money. What they said before of either row is over.
 * @throws AppError not_found for rows that they do not see, forbidden where neither is their own, bad_request for no pair
 */
export async function makeTransfer(
  { db, clock }: Deps,
  open: readonly VisibleAccount[],
  { out, in: other }: TransferRequest,
): Promise<TransferId> {
  await requireSeenAndOwn(db, open, [out, other])
  const day = await requirePair(db, open, { out, in: other })
  return transact(db, TRANSFERS_KEY, async (transaction) => {
    const now = clock.now()
    const rows = [out, other]
    await transaction
      .updateTable('transfers')
      .set({ undone_at: now })
      .where('reason', '=', 'person')
      .where('undone_at', 'is', null)
      .where((eb) => eb.or([eb('out_id', 'in', rows), eb('in_id', 'in', rows)]))
      .execute()
    const id = toTransferId(out, other)
    const said = { day, reason: 'person' as const, made_at: now, undone_at: null }
    await transaction
      .insertInto('transfers')
      .values({ id, out_id: out, in_id: other, ...said })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(said))
      .execute()
    return id
  })
}

/**
 * A person says that a pair is no move of money; it is not made again by itself.
 * @throws AppError not_found for a pair that they do not see, forbidden where neither row is their own
 */
export async function undoTransfer(
  { db, clock }: Deps,
  open: readonly VisibleAccount[],
  id: TransferId,
): Promise<void> {
  const pair = await db
    .selectFrom('transfers')
    .select(['out_id', 'in_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!pair) throw new AppError('not_found')
  await requireSeenAndOwn(db, open, [pair.out_id, pair.in_id])
  // The twins of a joint account's row, where other people of it bring it too.
  const outs = await listTwins(db, open, pair.out_id)
  const ins = await listTwins(db, open, pair.in_id)
  await transact(db, TRANSFERS_KEY, async (transaction) => {
    await transaction
      .updateTable('transfers')
      .set({ undone_at: clock.now() })
      .where('out_id', 'in', outs)
      .where('in_id', 'in', ins)
      .where('undone_at', 'is', null)
      .execute()
  })
}

async function listTwins(
  db: Database,
  open: readonly VisibleAccount[],
  id: TransactionId,
): Promise<TransactionId[]> {
  const { own } = await findWritable(db, open, [id])
  return [...new Set([id, ...own])]
}

async function requireSeenAndOwn(
  db: Database,
  open: readonly VisibleAccount[],
  ids: readonly TransactionId[],
): Promise<void> {
  const { count, notOwn } = await findWritable(db, open, ids)
  if (count + notOwn.length < new Set(ids).size) throw new AppError('not_found')
  if (count === 0) throw new AppError('forbidden')
}

/** The day of the row that goes out. */
async function requirePair(
  db: Database,
  open: readonly VisibleAccount[],
  { out, in: other }: TransferRequest,
) {
  const rows = await db
    .selectFrom('transactions')
    .select(['id', 'account_id', 'amount_minor', 'currency', 'booking_date'])
    .where('id', 'in', [out, other])
    .execute()
  const accountOf = (account: string) =>
    open.find(({ observations }) => observations.some((one) => one.id === account))?.id
  const [from, to] = [out, other].map((id) => rows.find((row) => row.id === id))
  const isPair =
    from !== undefined &&
    to !== undefined &&
    from.amount_minor < 0 &&
    to.amount_minor > 0 &&
    (from.currency !== to.currency || from.amount_minor + to.amount_minor === 0) &&
    accountOf(from.account_id) !== accountOf(to.account_id) &&
    Math.abs(daysBetween(from.booking_date, to.booking_date)) <= MOST_DAYS
  if (!isPair) throw new AppError('bad_request', { field: 'in' })
  return from.booking_date
}

/** The pair that a row is in for this viewer. */
export async function findTransferOf(
  db: Database,
  open: readonly VisibleAccount[],
  id: TransactionId,
) {
  const [pair] = await readTransfersOf(db, open, [id])
  return pair ?? null
}

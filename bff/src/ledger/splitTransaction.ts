import type { ObservationId, TransactionId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import { refreshNoteWords } from '../find/noteWords.ts'
import type { Database } from '../store/database.ts'
import { aloneWithAccount } from './aloneWithAccount.ts'
import { toFounded } from './draft.ts'
import { noteApart } from './foldAnnotations.ts'
import type { ObservationRow } from './observation.ts'
import type { SeenRow } from './ownRow.ts'
import { rederive } from './rederive.ts'
import { toFace, toState } from './showing.ts'
import { toTransactionRow } from './toTransactionRow.ts'

/**
 * Makes an observation a transaction of its own; what founded the transaction keeps its id, so of a founder the others
 * leave. What a person added goes along as a copy, and rules never join the two again. Gives the one that left.
 * @throws AppError bad_request where there is nothing to split
 */
export async function splitTransaction(
  db: Database,
  { id, accountId }: SeenRow,
  observation: ObservationId,
): Promise<TransactionId> {
  return aloneWithAccount(db, accountId, async (transaction) => {
    const rows = await transaction
      .selectFrom('observations')
      .selectAll()
      .where('transaction_id', '=', id)
      .orderBy('first_seen')
      .orderBy('id')
      .execute()
    const chosen = rows.find((row) => row.id === observation)
    if (!chosen || rows.length < 2) throw new AppError('bad_request')
    const leaving = toFounded(chosen.id) === id ? rows.filter((row) => row !== chosen) : [chosen]
    const apart = await found(transaction, id, leaving)
    await noteApart(transaction, id, apart)
    await rederive(transaction, [id, apart])
    return apart
  })
}

async function found(
  db: Database,
  from: TransactionId,
  leaving: readonly ObservationRow[],
): Promise<TransactionId> {
  const [founder] = leaving
  const face = toFace(leaving)
  if (!founder || !face) throw new AppError('bad_request')
  const id = toFounded(founder.id)
  const added = await db
    .selectFrom('transactions')
    .select(['category', 'category_by', 'rule_id', 'note', 'note_rule_id'])
    .where('id', '=', from)
    .executeTakeFirstOrThrow()
  const row = toTransactionRow({ id, face, state: toState('shown', leaving) })
  await db
    .insertInto('transactions')
    .values({ ...row, ...added })
    .execute()
  const tags = await db
    .selectFrom('transaction_tags')
    .select(['tag', 'rule_id'])
    .where('transaction_id', '=', from)
    .execute()
  if (tags.length > 0)
    await db
      .insertInto('transaction_tags')
      .values(tags.map((tag) => ({ transaction_id: id, ...tag })))
      .execute()
  await refreshNoteWords(db, [id])
  for (const one of leaving) {
    const isFounder = one === founder
    await db
      .updateTable('observations')
      .set({ transaction_id: id, ...(isFounder && { reason: 'first' }) })
      .where('id', '=', one.id)
      .execute()
  }
  return id
}

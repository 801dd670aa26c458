import type { CategoryId, TransactionId } from '@skrin/shared/brand'
import { refreshNoteWords } from '../../find/noteWords.ts'
import type { Database } from '../../store/database.ts'
import { transact } from '../../store/transact.ts'
import { requireCategory } from '../categories/categoryRows.ts'
import { createCategorise } from '../categorise.ts'
import { changeTags, toTags } from './tags.ts'
import type { TagChange } from './tags.ts'

/** What a person says of rows; what is left out stays. */
export interface RowChange {
  /** null: rules and names of shops decide again. */
  readonly category?: CategoryId | null | undefined
  readonly note?: string | null | undefined
  readonly tags?: TagChange | undefined
}

const BATCH = 400

/** @throws AppError bad_request, for a category that is not there */
export async function changeRows(
  db: Database,
  ids: readonly TransactionId[],
  change: RowChange,
): Promise<void> {
  const { category, note, tags } = change
  await transact(db, 'annotations', async (transaction) => {
    if (category != null) await requireCategory(transaction, category)
    for (let start = 0; start < ids.length; start += BATCH) {
      const some = ids.slice(start, start + BATCH)
      if (category !== undefined) await putInto(transaction, some, category)
      if (note !== undefined)
        await transaction
          .updateTable('transactions')
          .set({ note, note_rule_id: null })
          .where('id', 'in', some)
          .execute()
      if (tags) await changeTags(transaction, some, toClean(tags))
      if (tags || note !== undefined) await refreshNoteWords(transaction, some)
    }
  })
  // Apart from the above: it waits for other keys.
  if (category === null) await recategorise(db, ids)
}

async function recategorise(db: Database, ids: readonly TransactionId[]): Promise<void> {
  const categorise = createCategorise(db)
  for (let start = 0; start < ids.length; start += BATCH)
    await categorise(ids.slice(start, start + BATCH))
}

async function putInto(
  db: Database,
  ids: readonly TransactionId[],
  category: CategoryId | null,
): Promise<void> {
  await db
    .updateTable('transactions')
    .set({ category, category_by: category === null ? null : 'person', rule_id: null })
    .where('id', 'in', ids)
    .execute()
}

function toClean(tags: TagChange): TagChange {
  return 'all' in tags
    ? { all: toTags(tags.all) }
    : { add: toTags(tags.add), remove: toTags(tags.remove) }
}

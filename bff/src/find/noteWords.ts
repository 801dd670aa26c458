import type { TransactionId } from '@skrin/shared/brand'
import { toSearchWords } from '@skrin/shared/search/searchWords'
import type { Database } from '../store/database.ts'

const BATCH = 500

/** What people wrote to a transaction as words: of the note and of its tags as they are, those of the note also as `:nword`. */
export function toNoteWords(note: string | null, tags: readonly string[]): string {
  const noted = toSearchWords(note ?? '')
  const marked = noted.split(' ').map((word) => `:n${word}`)
  const tagged = tags.map((tag) => toSearchWords(tag))
  return [noted, ...(noted === '' ? [] : marked), ...tagged].filter(Boolean).join(' ')
}

/** For whoever changes notes or tags: in the same transaction, or the search does not find what the row shows. */
export async function refreshNoteWords(db: Database, ids: readonly TransactionId[]): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH)
    await refreshSome(db, ids.slice(start, start + BATCH))
}

async function refreshSome(db: Database, ids: readonly TransactionId[]): Promise<void> {
  const rows = await db
    .selectFrom('transactions')
    .select(['id', 'note', 'note_words'])
    .where('id', 'in', ids)
    .execute()
  const tags = await db
    .selectFrom('transaction_tags')
    .select(['transaction_id', 'tag'])
    .where('transaction_id', 'in', ids)
    .orderBy('tag')
    .execute()
  const ofRow = Map.groupBy(tags, (row) => row.transaction_id)
  const changed = rows
    .map(({ id, note, note_words: before }) => {
      const words = toNoteWords(
        note,
        (ofRow.get(id) ?? []).map(({ tag }) => tag),
      )
      return { id, before, words }
    })
    .filter(({ before, words }) => before !== words)
  for (const [words, group] of Map.groupBy(changed, (row) => row.words))
    await db
      .updateTable('transactions')
      .set({ note_words: words })
      .where(
        'id',
        'in',
        group.map(({ id }) => id),
      )
      .execute()
}

import type { Insertable } from 'kysely'
import type { TransactionId } from '@skrin/shared/brand'
import { refreshNoteWords } from '../find/noteWords.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { toPair } from './observation.ts'
import type { Fold } from './observation.ts'

/**
 * One transaction is another's now, and its observations already are. What a person said of the one that stays wins; what
 * it lacks it takes over; tags are united. Then the other goes.
 */
export async function foldAnnotations(db: Database, { from, into }: Fold): Promise<void> {
  const rows = await db
    .selectFrom('transactions')
    .select(['id', 'category', 'category_by', 'rule_id', 'note', 'note_rule_id'])
    .where('id', 'in', [from, into])
    .execute()
  const [kept, gone] = [into, from].map((id) => rows.find((row) => row.id === id))
  if (!kept || !gone) return
  const { category, category_by, rule_id, note, note_rule_id } = gone
  await db
    .updateTable('transactions')
    .set({
      ...(takesCategory(kept, gone) && { category, category_by, rule_id }),
      ...(takesNote(kept, gone) && { note, note_rule_id }),
    })
    .set(({ eb }) => ({ unfollowed: eb('unfollowed', '+', 1) }))
    .where('id', '=', into)
    .execute()
  await uniteTags(db, { from, into })
  await refreshNoteWords(db, [into])
  await keepApart(db, { from, into })
  await db.deleteFrom('transactions').where('id', '=', from).execute()
}

type Annotated = Pick<
  Insertable<Schema['transactions']>,
  'category' | 'category_by' | 'note' | 'note_rule_id'
>

function takesCategory(kept: Annotated, gone: Annotated): boolean {
  if (gone.category == null) return false
  return kept.category == null || (gone.category_by === 'person' && kept.category_by !== 'person')
}

function takesNote(kept: Annotated, gone: Annotated): boolean {
  if (gone.note == null) return false
  return kept.note == null || (gone.note_rule_id == null && kept.note_rule_id != null)
}

async function uniteTags(db: Database, { from, into }: Fold): Promise<void> {
  const tags = await db
    .selectFrom('transaction_tags')
    .select(['tag', 'rule_id'])
    .where('transaction_id', '=', from)
    .execute()
  if (tags.length === 0) return
  await db
    .insertInto('transaction_tags')
    .values(tags.map((tag) => ({ transaction_id: into, ...tag })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Whoever was apart from the one that goes is apart from the one that stays. */
async function keepApart(db: Database, { from, into }: Fold): Promise<void> {
  const rows = await db
    .selectFrom('apart')
    .selectAll()
    .where((eb) => eb.or([eb('one_id', '=', from), eb('other_id', '=', from)]))
    .execute()
  for (const { one_id: one, other_id: other } of rows) {
    const third = one === from ? other : one
    if (third !== into) await noteApart(db, third, into)
  }
}

/** These two are never joined by rules again. */
export async function noteApart(db: Database, a: TransactionId, b: TransactionId): Promise<void> {
  const [one, other] = toPair(a, b) === `${a} ${b}` ? [a, b] : [b, a]
  await db
    .insertInto('apart')
    .values({ one_id: one, other_id: other })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

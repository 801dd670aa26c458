import { sql } from 'kysely'
import type { AccountId, LocalDate, TransactionId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { Database } from '../store/database.ts'
import { toPair } from './observation.ts'
import type { Known, Mark } from './observation.ts'

/** Rows of an answer are compared with what was told of so many days before: no rule of matching looks further. */
const LOOK_BACK_DAYS = 31
const BATCH = 500

/** All that rows from `from` on can have to do with: observations of those days and standing reservations, and whatever else is known of their transactions. */
export async function readKnown(db: Database, account: AccountId, from: LocalDate): Promise<Known> {
  const ofAccount = db
    .selectFrom('observations as near')
    .select('near.transaction_id')
    .where('near.account_id', '=', account)
  const late = ofAccount.where('near.booking_date', '>=', addDays(from, -LOOK_BACK_DAYS))
  const pending = ofAccount
    .where('near.status', '=', sql.lit('pending'))
    .where('near.gone_at', 'is', null)
  const observations = await db
    .selectFrom('observations')
    .selectAll()
    // A union, not an `or`: each half has its index.
    .where('transaction_id', 'in', late.union(pending))
    .execute()
  const ids = [...new Set(observations.map((row) => row.transaction_id))]
  return {
    observations,
    marks: await readMarks(db, ids),
    apart: await readApart(db, ids),
  }
}

/** Those of which there is something to say: the others are shown, and nothing was added to them. */
async function readMarks(
  db: Database,
  ids: readonly TransactionId[],
): Promise<Map<TransactionId, Mark>> {
  const marks = new Map<TransactionId, Mark>()
  for (let start = 0; start < ids.length; start += BATCH) {
    const some = ids.slice(start, start + BATCH)
    const tags = await readTags(db, some)
    const rows = await db
      .selectFrom('transactions')
      .select(['id', 'state', 'category', 'category_by', 'note', 'note_rule_id'])
      .where('id', 'in', some)
      .execute()
    for (const row of rows) {
      const hand = toHand(row, tags.get(row.id) ?? [])
      if (row.state !== 'shown' || hand !== '')
        marks.set(row.id, { id: row.id, state: row.state, hand })
    }
  }
  return marks
}

interface Annotated {
  readonly category: string | null
  readonly category_by: string | null
  readonly note: string | null
  readonly note_rule_id: string | null
}

/** What a person said, not their rules: those say the same of alike rows. */
function toHand(row: Annotated, tags: readonly string[]): string {
  const category = row.category_by === 'person' ? row.category : null
  const note = row.note_rule_id === null ? row.note : null
  const isBare = category === null && note === null && tags.length === 0
  return isBare ? '' : JSON.stringify([category, note, tags])
}

async function readTags(
  db: Database,
  ids: readonly TransactionId[],
): Promise<Map<TransactionId, string[]>> {
  const rows = await db
    .selectFrom('transaction_tags')
    .select(['transaction_id', 'tag'])
    .where('transaction_id', 'in', ids)
    .where('rule_id', 'is', null)
    .orderBy('tag')
    .execute()
  const groups = Map.groupBy(rows, (row) => row.transaction_id)
  return new Map([...groups].map(([id, some]) => [id, some.map(({ tag }) => tag)]))
}

async function readApart(db: Database, ids: readonly TransactionId[]): Promise<Set<string>> {
  const pairs = new Set<string>()
  for (let start = 0; start < ids.length; start += BATCH) {
    const rows = await db
      .selectFrom('apart')
      .selectAll()
      .where('one_id', 'in', ids.slice(start, start + BATCH))
      .execute()
    for (const { one_id: one, other_id: other } of rows) pairs.add(toPair(one, other))
  }
  return pairs
}

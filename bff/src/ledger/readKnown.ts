import { addDays } from '@skrin/shared/dates'
import type { AccountId, LocalDate, TransactionId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { toPair } from './observation.ts'
import type { Known, Mark } from './observation.ts'

/** Rows of an answer are compared with what was told of so many days before: more than any rule of matching looks at. */
const LOOK_BACK_DAYS = 45

/** All that rows from `from` on can have to do with: observations of those days and standing reservations, and whatever else is known of their transactions. */
export async function readKnown(db: Database, account: AccountId, from: LocalDate): Promise<Known> {
  const since = addDays(from, -LOOK_BACK_DAYS)
  const near = db
    .selectFrom('observations as near')
    .select('near.transaction_id')
    .where('near.account_id', '=', account)
    .where((eb) =>
      eb.or([
        eb('near.booking_date', '>=', since),
        eb.and([eb('near.status', '=', 'pending'), eb('near.gone_at', 'is', null)]),
      ]),
    )
  const observations = await db
    .selectFrom('observations')
    .selectAll()
    .where('transaction_id', 'in', near)
    .execute()
  if (observations.length === 0) return { observations, marks: new Map(), apart: new Set() }
  return {
    observations,
    marks: await readMarks(db, account, since),
    apart: await readApart(db, account),
  }
}

/** Those of which there is something to say: the others are shown, and nothing was added to them. */
async function readMarks(
  db: Database,
  account: AccountId,
  since: LocalDate,
): Promise<Map<TransactionId, Mark>> {
  const rows = await db
    .selectFrom('transactions')
    .select(['id', 'state', 'category', 'category_by', 'note', 'note_rule_id'])
    .where('account_id', '=', account)
    .where((eb) =>
      eb.or([
        eb('state', '!=', 'shown'),
        eb.and([
          eb.or([eb('booking_date', '>=', since), eb('status', '=', 'pending')]),
          eb.or([eb('category_by', '=', 'person'), eb('note', 'is not', null)]),
        ]),
      ]),
    )
    .execute()
  const tagged = await db
    .selectFrom('transaction_tags')
    .innerJoin('transactions', 'transactions.id', 'transaction_tags.transaction_id')
    .select(['transaction_tags.transaction_id as id', 'transaction_tags.tag', 'transactions.state'])
    .where('transactions.account_id', '=', account)
    .where('transaction_tags.rule_id', 'is', null)
    .orderBy('tag')
    .execute()
  const tags = Map.groupBy(tagged, ({ id }) => id)
  const marks = new Map<TransactionId, Mark>()
  for (const [id, [first, ...rest]] of tags)
    if (first)
      marks.set(id, { id, state: first.state, hand: JSON.stringify([first, ...rest].map(toTag)) })
  for (const row of rows) {
    const added = [
      row.category_by === 'person' ? row.category : null,
      row.note_rule_id === null ? row.note : null,
    ]
    const said = added.some((one) => one !== null) ? JSON.stringify(added) : ''
    const hand = said + (marks.get(row.id)?.hand ?? '')
    marks.set(row.id, { id: row.id, state: row.state, hand })
  }
  return marks
}

function toTag({ tag }: { readonly tag: string }): string {
  return tag
}

async function readApart(db: Database, account: AccountId): Promise<Set<string>> {
  const rows = await db
    .selectFrom('apart')
    .innerJoin('transactions', 'transactions.id', 'apart.one_id')
    .select(['apart.one_id', 'apart.other_id'])
    .where('transactions.account_id', '=', account)
    .execute()
  return new Set(rows.map(({ one_id: one, other_id: other }) => toPair(one, other)))
}

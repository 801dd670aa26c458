import type { Database } from '../store/database.ts'
import { idFrom } from '../ids.ts'
import type { Doubt } from './observation.ts'

/** A question is asked once: also not again after it was answered. */
export async function keepQuestions(
  db: Database,
  doubts: readonly Doubt[],
  now: number,
): Promise<void> {
  for (const { kind, transaction, candidates } of doubts) {
    const row = await db
      .selectFrom('transactions')
      .select('account_id')
      .where('id', '=', transaction)
      .executeTakeFirst()
    if (!row) continue
    const id = idFrom('question', transaction, ...candidates.toSorted())
    const asked = { id, account_id: row.account_id, transaction_id: transaction, kind }
    await db
      .insertInto('questions')
      .values({ ...asked, asked_at: now, answered_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await db
      .insertInto('question_candidates')
      .values(candidates.map((candidate) => ({ question_id: id, transaction_id: candidate })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

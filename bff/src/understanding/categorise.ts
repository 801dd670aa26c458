import type { MemberId, TransactionId } from '@skrin/shared/brand'
import type { FollowUp } from '../accounts/followUps.ts'
import type { Database } from '../store/database.ts'
import { transact } from '../store/transact.ts'
import { findChanges, keepDecisions, selectSubjects } from './keepDecisions.ts'
import { listRules } from './rules/ruleRows.ts'
import { rulesKey } from './rules/rulesKey.ts'

/** Puts new and changed rows into categories, by the rules of whose they are and by the names of well-known shops. */
export function createCategorise(db: Database): FollowUp {
  return async (ids) => {
    if (ids.length === 0) return
    const owners = await selectSubjects(db).where('transactions.id', 'in', ids).execute()
    for (const [member, rows] of Map.groupBy(owners, (row) => row.member_id))
      await categorise(
        db,
        member,
        rows.map(({ id }) => id),
      )
  }
}

async function categorise(
  db: Database,
  member: MemberId,
  ids: readonly TransactionId[],
): Promise<void> {
  await transact(db, rulesKey(member), async (transaction) => {
    const rules = await listRules(transaction, member)
    const rows = await selectSubjects(transaction).where('transactions.id', 'in', ids).execute()
    await keepDecisions(transaction, await findChanges(transaction, rows, rules))
  })
}

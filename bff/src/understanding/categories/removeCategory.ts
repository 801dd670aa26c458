import type { CategoryId, TransactionId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { ruleActions, ruleConditions } from '@skrin/shared/api/rules'
import { AppError } from '../../appError.ts'
import type { Database } from '../../store/database.ts'
import { transact } from '../../store/transact.ts'
import { createCategorise } from '../categorise.ts'
import { removeRule } from '../rules/changeRules.ts'
import { toRuleBody } from '../rules/ruleRows.ts'
import { CATEGORIES_KEY, findOwn, requireCategory } from './categoryRows.ts'

const BATCH = 500
const body = v.object({ when: ruleConditions, set: ruleActions })

/**
 * Takes one of the household's own categories away. Rows and rules go over to another one, or the rows fall back to what
 * rules and names of shops say; a rule that has nothing left to do ends.
 * @throws AppError not_found for a built-in one too, bad_request where the other is not there
 */
export async function removeCategory(
  db: Database,
  id: CategoryId,
  into: CategoryId | null,
): Promise<void> {
  await transact(db, CATEGORIES_KEY, async (transaction) => {
    if (!(await findOwn(transaction, id))) throw new AppError('not_found')
    if (into === id) throw new AppError('bad_request', { field: 'into' })
    if (into !== null) await requireCategory(transaction, into)
    await turnRules(transaction, id, into)
    if (into === null) await freeRows(transaction, id)
    else
      await transaction
        .updateTable('transactions')
        .set({ category: into })
        .where('category', '=', id)
        .execute()
    await transaction.deleteFrom('categories').where('id', '=', id).execute()
  })
}

async function turnRules(db: Database, id: CategoryId, into: CategoryId | null): Promise<void> {
  const rows = await db.selectFrom('rules').select(['id', 'member_id', 'body']).execute()
  for (const row of rows) {
    const { when, set } = v.parse(body, JSON.parse(row.body))
    if (set.category !== id && when.category !== id) continue
    const turned = {
      when: when.category === id ? withCategory(when, into) : when,
      set: set.category === id ? withCategory(set, into) : set,
    }
    const isEmpty = [turned.when, turned.set].some((part) => Object.keys(part).length === 0)
    if (isEmpty) await removeRule(db, { member: row.member_id, id: row.id })
    else
      await db
        .updateTable('rules')
        .set({ body: toRuleBody(turned) })
        .where('id', '=', row.id)
        .execute()
  }
}

function withCategory<Part extends object>(
  { category: _, ...rest }: Part & { readonly category?: unknown },
  into: CategoryId | null,
) {
  return into === null ? rest : { ...rest, category: into }
}

async function freeRows(db: Database, id: CategoryId): Promise<void> {
  const categorise = createCategorise(db)
  for (;;) {
    const rows = await db
      .selectFrom('transactions')
      .select('id')
      .where('category', '=', id)
      .limit(BATCH)
      .execute()
    const ids: TransactionId[] = rows.map((row) => row.id)
    if (ids.length === 0) return
    await db
      .updateTable('transactions')
      .set({ category: null, category_by: null, rule_id: null })
      .where('id', 'in', ids)
      .execute()
    await categorise(ids)
  }
}

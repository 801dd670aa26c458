import type { Rule, RuleRequest } from '@skrin/shared/api/rules'
import type { MemberId, RuleId, TransactionId } from '@skrin/shared/brand'
import { AppError } from '../../appError.ts'
import type { Clock } from '../../clock.ts'
import { randomId } from '../../ids.ts'
import type { Database } from '../../store/database.ts'
import { transact } from '../../store/transact.ts'
import { requireCategory } from '../categories/categoryRows.ts'
import { decide } from '../decide.ts'
import { keepDecisions, selectSubjects, toChanges } from '../keepDecisions.ts'
import { decideMeeting, listGiven } from './ownRows.ts'
import { listRules, toRuleBody } from './ruleRows.ts'
import type { StoredRule } from './ruleRows.ts'
import { rulesKey } from './rulesKey.ts'

interface Deps {
  readonly db: Database
  readonly clock: Clock
}

interface Place {
  readonly member: MemberId
  readonly id: RuleId
}

export type Wish = Required<RuleRequest>

const MOST_RULES = 500
const BATCH = 400

/** @throws AppError bad_request, for a category that is not there or more rules than anybody needs */
export async function addRule(
  { db, clock }: Deps,
  member: MemberId,
  wish: Wish,
): Promise<{ rule: Rule; changed: number }> {
  const id = randomId() as RuleId
  return transact(db, rulesKey(member), async (transaction) => {
    await requireCategories(transaction, wish)
    const known = await listRules(transaction, member)
    if (known.length >= MOST_RULES) throw new AppError('bad_request')
    const row = { id, member_id: member, position: known.length, body: toRuleBody(wish) }
    await transaction
      .insertInto('rules')
      .values({ ...row, created_at: clock.now() })
      .execute()
    if (wish.first) await reorder(transaction, [id, ...known.map((rule) => rule.id)])
    return answer(transaction, { member, id }, wish)
  })
}

/** @throws AppError not_found, bad_request */
export async function changeRule(
  db: Database,
  { member, id }: Place,
  wish: Wish,
): Promise<{ rule: Rule; changed: number }> {
  return transact(db, rulesKey(member), async (transaction) => {
    await requireCategories(transaction, wish)
    const known = await listRules(transaction, member)
    requireOwn(known, id)
    const given = await listGiven(transaction, id)
    await transaction
      .updateTable('rules')
      .set({ body: toRuleBody(wish) })
      .where('id', '=', id)
      .execute()
    if (wish.first) {
      const others = known.map((rule) => rule.id).filter((other) => other !== id)
      await reorder(transaction, [id, ...others])
    }
    const returned = await decideAgain(transaction, member, given)
    const { rule, changed } = await answer(transaction, { member, id }, wish)
    return { rule, changed: returned + changed }
  })
}

/** Gives back what it gave. @throws AppError not_found */
export async function removeRule(db: Database, { member, id }: Place): Promise<number> {
  return transact(db, rulesKey(member), async (transaction) => {
    requireOwn(await listRules(transaction, member), id)
    const given = await listGiven(transaction, id)
    await transaction.deleteFrom('rules').where('id', '=', id).execute()
    return decideAgain(transaction, member, given)
  })
}

/** To the rows that are there. @throws AppError not_found */
export async function applyRule(db: Database, { member, id }: Place): Promise<number> {
  return transact(db, rulesKey(member), async (transaction) => {
    const rules = await listRules(transaction, member)
    const rule = requireOwn(rules, id)
    const changes = await toChanges(
      transaction,
      await decideMeeting(transaction, member, { rule, rules }),
      true,
    )
    await keepDecisions(transaction, changes)
    return changes.length
  })
}

/** @throws AppError bad_request, where it is not exactly the member's rules */
export async function orderRules(
  db: Database,
  member: MemberId,
  order: readonly RuleId[],
): Promise<void> {
  await transact(db, rulesKey(member), async (transaction) => {
    const known = await listRules(transaction, member)
    const isWhole = order.length === known.length && known.every(({ id }) => order.includes(id))
    if (!isWhole) throw new AppError('bad_request', { field: 'order' })
    await reorder(transaction, order)
  })
}

export async function requireCategories(
  db: Database,
  { when, set }: Pick<StoredRule, 'when' | 'set'>,
): Promise<void> {
  if (set.category !== undefined) await requireCategory(db, set.category)
  if (when.category !== undefined && when.category !== 'none')
    await requireCategory(db, when.category)
}

async function answer(
  db: Database,
  { member, id }: Place,
  { old }: Wish,
): Promise<{ rule: Rule; changed: number }> {
  const changed = old ? await applyRule(db, { member, id }) : 0
  const rule = requireOwn(await describeRules(db, member), id)
  return { rule, changed }
}

function requireOwn<Known extends { readonly id: RuleId }>(
  rules: readonly Known[],
  id: RuleId,
): Known {
  const rule = rules.find((one) => one.id === id)
  if (!rule) throw new AppError('not_found')
  return rule
}

async function reorder(db: Database, order: readonly RuleId[]): Promise<void> {
  for (const [position, id] of order.entries())
    await db.updateTable('rules').set({ position }).where('id', '=', id).execute()
}

/** A member's rules in their order, with how many rows have something of each. */
export async function describeRules(db: Database, member: MemberId): Promise<Rule[]> {
  const rules = await listRules(db, member)
  const described = []
  for (const rule of rules) described.push({ ...rule, rows: (await listGiven(db, rule.id)).length })
  return described
}

/** What these rows come to by the rules as they are now. */
async function decideAgain(
  db: Database,
  member: MemberId,
  ids: readonly TransactionId[],
): Promise<number> {
  const rules = await listRules(db, member)
  let changed = 0
  for (let start = 0; start < ids.length; start += BATCH) {
    const rows = await selectSubjects(db)
      .where('transactions.id', 'in', ids.slice(start, start + BATCH))
      .execute()
    const decided = rows.map((row) => ({ row, decision: decide(row, rules) }))
    const changes = await toChanges(db, decided, true)
    await keepDecisions(db, changes)
    changed += changes.length
  }
  return changed
}

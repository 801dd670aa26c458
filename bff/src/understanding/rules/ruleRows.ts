import * as v from 'valibot'
import { ruleActions, ruleConditions } from '@skrin/shared/api/rules'
import type { RuleActions, RuleConditions } from '@skrin/shared/api/rules'
import type { MemberId, RuleId } from '@skrin/shared/brand'
import type { Database } from '../../store/database.ts'

/** A rule as it is applied. */
export interface StoredRule {
  readonly id: RuleId
  readonly when: RuleConditions
  readonly set: RuleActions
}

const body = v.object({ when: ruleConditions, set: ruleActions })

/** A member's rules in their order. */
export async function listRules(db: Database, member: MemberId): Promise<StoredRule[]> {
  const rows = await db
    .selectFrom('rules')
    .select(['id', 'body'])
    .where('member_id', '=', member)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, ...v.parse(body, JSON.parse(row.body)) }))
}

export function toRuleBody({ when, set }: Pick<StoredRule, 'when' | 'set'>): string {
  return JSON.stringify({ when, set })
}

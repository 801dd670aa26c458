import type { CategorySource } from '@skrin/shared/api/transactions'
import type { CategoryId, RuleId } from '@skrin/shared/brand'
import { guessCategory } from './merchants/guessCategory.ts'
import type { StoredRule } from './rules/ruleRows.ts'
import { fold, meets } from './subject.ts'
import type { Subject } from './subject.ts'

/** What a person chose for a row, which nothing else replaces. */
export interface Chosen {
  readonly category: CategoryId | null
  readonly category_by: CategorySource | null
}

export interface Decision {
  readonly category: CategoryId | null
  readonly category_by: CategorySource | null
  readonly rule_id: RuleId | null
  /** Each with the first rule that gives it. */
  readonly tags: ReadonlyMap<string, RuleId>
  readonly note: { readonly text: string; readonly rule: RuleId } | null
  /** The rules whose conditions it meets. */
  readonly met: readonly RuleId[]
}

/**
 * A person before a rule before a guess. Rules take their turns in order: the first that gives a category gives it, and so
 * with the note; their tags unite. The same row, rules and choice always come to the same.
 */
export function decide(subject: Subject & Chosen, rules: readonly StoredRule[]): Decision {
  const isChosen = subject.category_by === 'person' && subject.category !== null
  let category: CategoryId | null = isChosen ? subject.category : guessCategory(subject)
  let by: CategorySource | null = isChosen ? 'person' : category === null ? null : 'guess'
  let giver: RuleId | null = null
  const tags = new Map<string, RuleId>()
  let note: Decision['note'] = null
  const met: RuleId[] = []
  const folded = fold(subject)
  for (const rule of rules) {
    if (!meets(folded, rule, category)) continue
    const { set, id } = rule
    met.push(id)
    if (set.category !== undefined && by !== 'person' && giver === null)
      [category, by, giver] = [set.category, 'rule', id]
    for (const tag of set.tags ?? []) if (!tags.has(tag)) tags.set(tag, id)
    if (set.note !== undefined) note ??= { text: set.note, rule: id }
  }
  return { category, category_by: by, rule_id: giver, tags, note, met }
}

import type { Rule, RuleActions, RuleConditions } from '@skrin/shared/api/rules'
import type { AccountId, CategoryId } from '@skrin/shared/brand'
import { fromHundredths, toHundredths } from '../ledger/amountBound.ts'

/** A rule as the fields of a form have it: nothing is left out, empty means that it does not matter. */
export interface RuleDraft {
  readonly contains: string
  readonly starts: string
  readonly counterparty: string
  readonly direction: 'any' | 'in' | 'out'
  /** As typed. */
  readonly min: string
  readonly max: string
  readonly accounts: readonly AccountId[]
  readonly banks: readonly string[]
  readonly had: CategoryId | 'none' | null
  readonly category: CategoryId | null
  readonly tags: readonly string[]
  readonly note: string
}

export interface RuleStart {
  readonly when: RuleConditions
  readonly set: RuleActions | Readonly<Record<string, never>>
}

export function toDraft({ when, set }: RuleStart, point: '.' | ','): RuleDraft {
  const toText = (hundredths: number | undefined) =>
    hundredths === undefined ? '' : fromHundredths(hundredths, point)
  return {
    contains: when.contains ?? '',
    starts: when.starts ?? '',
    counterparty: when.counterparty ?? '',
    direction: when.direction ?? 'any',
    min: toText(when.min),
    max: toText(when.max),
    accounts: when.accounts ?? [],
    banks: when.banks ?? [],
    had: when.category ?? null,
    category: set.category ?? null,
    tags: set.tags ?? [],
    note: set.note ?? '',
  }
}

/** An amount that was typed and is none. */
export function isWrongAmount(typed: string): boolean {
  return typed.trim() !== '' && toHundredths(typed) === null
}

/** null: it has no condition, does nothing, or an amount in it is none. */
export function toRule(draft: RuleDraft): Pick<Rule, 'when' | 'set'> | null {
  const when = toConditions(draft)
  const set = toActions(draft)
  const isWrong = isWrongAmount(draft.min) || isWrongAmount(draft.max)
  if (isWrong || Object.keys(when).length === 0 || Object.keys(set).length === 0) return null
  return { when, set }
}

function toConditions(draft: RuleDraft): Rule['when'] {
  const [contains, starts, counterparty] = [draft.contains, draft.starts, draft.counterparty].map(
    (typed) => typed.trim(),
  )
  const min = toHundredths(draft.min)
  const max = toHundredths(draft.max)
  return {
    ...(contains ? { contains } : {}),
    ...(starts ? { starts } : {}),
    ...(counterparty ? { counterparty } : {}),
    ...(draft.direction === 'any' ? {} : { direction: draft.direction }),
    ...(min === null ? {} : { min }),
    ...(max === null ? {} : { max }),
    ...(draft.accounts.length === 0 ? {} : { accounts: [...draft.accounts] }),
    ...(draft.banks.length === 0 ? {} : { banks: [...draft.banks] }),
    ...(draft.had === null ? {} : { category: draft.had }),
  }
}

function toActions(draft: RuleDraft): Rule['set'] {
  const note = draft.note.trim()
  return {
    ...(draft.category === null ? {} : { category: draft.category }),
    ...(draft.tags.length === 0 ? {} : { tags: [...draft.tags] }),
    ...(note ? { note } : {}),
  }
}

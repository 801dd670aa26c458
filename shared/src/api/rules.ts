import * as v from 'valibot'
import { MOST_TAGS, note, tag } from './annotations.ts'
import { bankId } from './banks.ts'
import { accountId, categoryId, ruleId } from './primitives.ts'
import { transaction } from './transactions.ts'

const words = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(100),
  v.regex(/^[^\u0000-\u001f]*$/),
)
const hundredths = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** All that are given must hold. Texts are compared without case and accents. */
export const ruleConditions = v.pipe(
  v.strictObject({
    /** In the text, what the bank wrote, or the other party's name. */
    contains: v.optional(words),
    /** At the beginning of the text or of what the bank wrote. */
    starts: v.optional(words),
    /** The other party's whole name, or account number. */
    counterparty: v.optional(words),
    /** Of the amount without sign, in hundredths of the major unit: `50000` is 500 kr. */
    min: v.optional(hundredths),
    max: v.optional(hundredths),
    direction: v.optional(v.picklist(['in', 'out'])),
    /** Accounts of one's own. */
    accounts: v.optional(v.pipe(v.array(accountId), v.minLength(1), v.maxLength(50))),
    banks: v.optional(v.pipe(v.array(bankId), v.minLength(1), v.maxLength(20))),
    /** The category that it has when the rule's turn comes; `none`: it has none. */
    category: v.optional(v.union([v.literal('none'), categoryId])),
  }),
  v.check((when) => Object.keys(when).length > 0, 'no condition'),
)
export type RuleConditions = v.InferInput<typeof ruleConditions>

/** The first rule of the order that gives a category gives it, and so with the note; tags of all of them unite. */
export const ruleActions = v.pipe(
  v.strictObject({
    category: v.optional(categoryId),
    tags: v.optional(v.pipe(v.array(tag), v.minLength(1), v.maxLength(MOST_TAGS))),
    /** Only where there is none. */
    note: v.optional(note),
  }),
  v.check((set) => Object.keys(set).length > 0, 'nothing to do'),
)
export type RuleActions = v.InferInput<typeof ruleActions>

/** One's own rules are for rows of one's own accounts; what a person chose by hand they leave. */
export const rule = v.object({
  id: ruleId,
  when: ruleConditions,
  set: ruleActions,
  /** Rows that have something of it now. */
  rows: v.number(),
})
export type Rule = v.InferOutput<typeof rule>

/** GET /api/rules: one's own, in their order. */
export const rulesAnswer = v.object({ rules: v.array(rule) })
export type RulesAnswer = v.InferOutput<typeof rulesAnswer>

/**
 * POST /api/rules (201, the last of the order unless `first`), PUT /api/rules/{id}: from now on; with `old` also for the
 * rows that are there. A changed rule takes back what it gave by its old words in either case.
 */
export const ruleRequest = v.strictObject({
  when: ruleConditions,
  set: ruleActions,
  old: v.optional(v.boolean(), false),
  first: v.optional(v.boolean(), false),
})
export type RuleRequest = v.InferInput<typeof ruleRequest>
export const ruleAnswer = v.object({ rule, changed: v.number() })
export type RuleAnswer = v.InferOutput<typeof ruleAnswer>

/** PUT /api/rules: their order; every rule must be in it. Answers `rulesAnswer`; rows that are there stay as they are. */
export const rulesOrder = v.strictObject({ order: v.pipe(v.array(ruleId), v.maxLength(500)) })
export type RulesOrder = v.InferInput<typeof rulesOrder>

/** DELETE /api/rules/{id}: gives back what it gave. POST /api/rules/{id}/apply: to the rows that are there. */
export const ruleEffect = v.object({ changed: v.number() })
export type RuleEffect = v.InferOutput<typeof ruleEffect>

/** POST /api/rules/preview: what the rows that are there would become; nothing changes. `id`: in place of that one. */
export const rulePreviewRequest = v.strictObject({
  id: v.optional(ruleId),
  when: ruleConditions,
  set: ruleActions,
  first: v.optional(v.boolean(), false),
})
export type RulePreviewRequest = v.InferInput<typeof rulePreviewRequest>
const given = v.object({
  category: v.nullable(categoryId),
  tags: v.array(v.string()),
  note: v.nullable(v.string()),
})
export const rulePreview = v.object({
  /** Rows that meet the conditions, and of these the ones that would change. */
  matching: v.number(),
  changing: v.number(),
  /** Rows that meet them and keep the category that a person gave. */
  kept: v.number(),
  /** The newest that would change, fifty at most. */
  rows: v.array(v.object({ transaction, from: given, to: given })),
})
export type RulePreview = v.InferOutput<typeof rulePreview>

import type { RulePreview, RulePreviewRequest } from '@skrin/shared/api/rules'
import type { Transaction } from '@skrin/shared/api/transactions'
import type { RuleId } from '@skrin/shared/brand'
import { findTransaction } from '../../accounts/listTransactions.ts'
import { listOpenAccounts } from '../../accounts/visibleAccounts.ts'
import type { Viewer } from '../../accounts/visibleAccounts.ts'
import { AppError } from '../../appError.ts'
import type { Database } from '../../store/database.ts'
import { annotate } from '../annotate.ts'
import { toChanges, toNote } from '../keepDecisions.ts'
import type { Change } from '../keepDecisions.ts'
import { requireCategories } from './changeRules.ts'
import { decideMeeting } from './ownRows.ts'
import { listRules } from './ruleRows.ts'
import type { StoredRule } from './ruleRows.ts'

const MOST_ROWS = 50
const NEW = 'new' as RuleId

/** What a rule would do to the rows that are there, beside the member's others. @throws AppError bad_request, not_found */
export async function previewRule(
  db: Database,
  viewer: Viewer,
  { id, when, set, first = false }: RulePreviewRequest,
): Promise<RulePreview> {
  await requireCategories(db, { when, set })
  const rule: StoredRule = { id: id ?? NEW, when, set }
  const known = await listRules(db, viewer.member)
  const rules = place(known, rule, first)
  const meeting = await decideMeeting(db, viewer.member, { rule, rules })
  const changes = await toChanges(db, meeting, true)
  const newest = changes.toSorted(byNewest).slice(0, MOST_ROWS)
  const kept = meeting.filter(
    ({ decision }) => set.category !== undefined && decision.category_by === 'person',
  )
  return {
    matching: meeting.length,
    changing: changes.length,
    kept: kept.length,
    rows: await describe(db, viewer, newest),
  }
}

function place(known: readonly StoredRule[], rule: StoredRule, first: boolean): StoredRule[] {
  const isKnown = known.some(({ id }) => id === rule.id)
  if (!isKnown && rule.id !== NEW) throw new AppError('not_found')
  if (first) return [rule, ...known.filter(({ id }) => id !== rule.id)]
  return isKnown ? known.map((one) => (one.id === rule.id ? rule : one)) : [...known, rule]
}

function byNewest({ row: a }: Change, { row: b }: Change): number {
  if (a.booking_date !== b.booking_date) return a.booking_date < b.booking_date ? 1 : -1
  return a.id < b.id ? 1 : -1
}

async function describe(
  db: Database,
  viewer: Viewer,
  changes: readonly Change[],
): Promise<RulePreview['rows']> {
  const open = await listOpenAccounts(db, viewer)
  const found = new Map<string, Transaction>()
  for (const { row } of changes) {
    const one = await findTransaction(db, open, row.id)
    if (one) found.set(row.id, one.transaction)
  }
  const annotated = await annotate(db, open, [...found.values()])
  const byId = new Map(annotated.map((transaction) => [transaction.id, transaction]))
  return changes.flatMap(({ row, decision, tags }) => {
    const transaction = byId.get(row.id)
    if (!transaction) return []
    const ownTags = tags.filter(({ rule_id: rule }) => rule === null).map(({ tag }) => tag)
    const to = [...new Set([...ownTags, ...decision.tags.keys()])].sort()
    return [
      {
        transaction,
        from: { category: row.category, tags: tags.map(({ tag }) => tag), note: row.note },
        to: { category: decision.category, tags: to, note: toNote(row, decision) },
      },
    ]
  })
}

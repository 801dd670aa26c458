import { sql } from 'kysely'
import type { BookingStatus, CategorySource } from '@skrin/shared/api/transactions'
import type { CategoryId, LocalDate, MemberId, RuleId, TransactionId } from '@skrin/shared/brand'
import { refreshNoteWords } from '../find/noteWords.ts'
import type { Database } from '../store/database.ts'
import { decide } from './decide.ts'
import type { Decision } from './decide.ts'
import type { StoredRule } from './rules/ruleRows.ts'
import { subjectColumns } from './subject.ts'
import type { Subject } from './subject.ts'

const BATCH = 400

export interface DecidedRow extends Subject {
  readonly id: TransactionId
  readonly member_id: MemberId
  readonly status: BookingStatus
  readonly booking_date: LocalDate
  readonly category: CategoryId | null
  readonly category_by: CategorySource | null
  readonly rule_id: RuleId | null
  readonly note: string | null
  readonly note_rule_id: RuleId | null
}

export type GivenTag = { readonly tag: string; readonly rule_id: RuleId | null }

/** Rows as they are decided about, each with the member whose connection brought it. */
export function selectSubjects(db: Database) {
  return db
    .selectFrom('transactions')
    .innerJoin('accounts', 'accounts.id', 'transactions.account_id')
    .innerJoin('connections', 'connections.id', 'accounts.connection_id')
    .select(subjectColumns)
    .select(['accounts.bank', 'connections.member_id'])
}

/** Tags of these rows by row. */
export async function readTags(
  db: Database,
  ids: readonly TransactionId[],
): Promise<Map<TransactionId, GivenTag[]>> {
  const tags = new Map<TransactionId, GivenTag[]>()
  for (let start = 0; start < ids.length; start += BATCH) {
    const rows = await db
      .selectFrom('transaction_tags')
      .selectAll()
      .where('transaction_id', 'in', ids.slice(start, start + BATCH))
      .orderBy('tag')
      .execute()
    for (const [id, own] of Map.groupBy(rows, (row) => row.transaction_id)) tags.set(id, own)
  }
  return tags
}

/** What a row has, and what it would have. */
export interface Change extends Decided {
  readonly tags: readonly GivenTag[]
}

export interface Decided {
  readonly row: DecidedRow
  readonly decision: Decision
}

/** Rows for which these rules come to something else than they have. */
export async function findChanges(
  db: Database,
  rows: readonly DecidedRow[],
  rules: readonly StoredRule[],
): Promise<Change[]> {
  const decided = rows.map((row) => ({ row, decision: decide(row, rules) }))
  return toChanges(
    db,
    decided,
    rules.some(({ set }) => set.tags !== undefined),
  )
}

/** The same of what is decided; without `tagged`, tags are not looked at. */
export async function toChanges(
  db: Database,
  decided: readonly Decided[],
  tagged: boolean,
): Promise<Change[]> {
  const rows = decided.map(({ row }) => row)
  const tags = await readTags(db, tagged ? rows.map(({ id }) => id) : [])
  return decided
    .map(({ row, decision }) => ({ row, decision, tags: tags.get(row.id) ?? [] }))
    .filter((change) => isOther(change, tagged))
}

function isOther({ row, decision, tags }: Change, tagged: boolean): boolean {
  return (
    row.category !== decision.category ||
    row.category_by !== decision.category_by ||
    row.rule_id !== decision.rule_id ||
    toNote(row, decision) !== row.note ||
    (tagged && !isSameTags(tags, decision))
  )
}

/** A note that a person wrote stays. */
export function toNote(
  row: Pick<DecidedRow, 'note' | 'note_rule_id'>,
  { note }: Decision,
): string | null {
  const isOwn = row.note !== null && row.note_rule_id === null
  return isOwn ? row.note : (note?.text ?? null)
}

function isSameTags(tags: readonly GivenTag[], decision: Decision): boolean {
  const given = new Map(tags.map(({ tag, rule_id: rule }) => [tag, rule]))
  const isThere = [...decision.tags].every(([tag, rule]) => {
    const giver = given.get(tag)
    return giver === null || giver === rule
  })
  return isThere && tags.every(({ tag, rule_id: rule }) => rule === null || decision.tags.has(tag))
}

/** Writes what was decided, but never over what a person chose meanwhile. */
export async function keepDecisions(db: Database, changes: readonly Change[]): Promise<void> {
  const byCategory = Map.groupBy(changes, ({ decision }) =>
    JSON.stringify([decision.category, decision.category_by, decision.rule_id]),
  )
  for (const group of byCategory.values()) await keepCategory(db, group)
  const noted = changes.filter(({ row, decision }) => toNote(row, decision) !== row.note)
  for (const [rule, group] of Map.groupBy(noted, ({ decision }) => decision.note?.rule ?? null))
    await keepNote(db, rule, group)
  await keepTags(db, changes)
  const tagged = changes.filter(({ tags, decision }) => tags.length + decision.tags.size > 0)
  const worded = new Set([...noted, ...tagged].map(({ row }) => row.id))
  await refreshNoteWords(db, [...worded])
}

async function keepCategory(db: Database, changes: readonly Change[]): Promise<void> {
  const [first] = changes
  if (!first || first.decision.category_by === 'person') return
  const { category, category_by, rule_id } = first.decision
  for (const ids of toBatches(changes)) {
    await db
      .updateTable('transactions')
      .set({ category, category_by, rule_id })
      .where('id', 'in', ids)
      .where(sql<boolean>`coalesce(category_by, '') <> 'person'`)
      .execute()
  }
}

async function keepNote(
  db: Database,
  rule: RuleId | null,
  changes: readonly Change[],
): Promise<void> {
  const note = changes[0]?.decision.note?.text ?? null
  for (const ids of toBatches(changes)) {
    await db
      .updateTable('transactions')
      .set({ note, note_rule_id: rule })
      .where('id', 'in', ids)
      .where((eb) => eb.or([eb('note', 'is', null), eb('note_rule_id', 'is not', null)]))
      .execute()
  }
}

async function keepTags(db: Database, changes: readonly Change[]): Promise<void> {
  const had = changes.filter(({ tags }) => tags.some(({ rule_id: rule }) => rule !== null))
  for (const ids of toBatches(had)) {
    await db
      .deleteFrom('transaction_tags')
      .where('transaction_id', 'in', ids)
      .where('rule_id', 'is not', null)
      .execute()
  }
  const rows = changes.flatMap(({ row, decision }) =>
    [...decision.tags].map(([tag, rule]) => ({ transaction_id: row.id, tag, rule_id: rule })),
  )
  for (let start = 0; start < rows.length; start += BATCH) {
    await db
      .insertInto('transaction_tags')
      .values(rows.slice(start, start + BATCH))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

function toBatches(changes: readonly Change[]): TransactionId[][] {
  const ids = changes.map(({ row }) => row.id)
  const batches = []
  for (let start = 0; start < ids.length; start += BATCH)
    batches.push(ids.slice(start, start + BATCH))
  return batches
}

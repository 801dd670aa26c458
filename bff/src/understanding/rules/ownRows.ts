import type { MemberId, RuleId, TransactionId } from '@skrin/shared/brand'
import { toSearchWords } from '@skrin/shared/search/searchWords'
import { sql } from 'kysely'
import type { Database } from '../../store/database.ts'
import { decide } from '../decide.ts'
import { selectSubjects } from '../keepDecisions.ts'
import type { Decided, DecidedRow } from '../keepDecisions.ts'
import type { StoredRule } from './ruleRows.ts'

const BATCH = 2000

/** What a member's own rows that meet one of their rules come to by all of them. */
export async function decideMeeting(
  db: Database,
  member: MemberId,
  { rule, rules }: { rule: StoredRule; rules: readonly StoredRule[] },
): Promise<Decided[]> {
  const meeting: Decided[] = []
  for (let last = ''; ;) {
    const rows = await selectLikely(db, member, rule)
      .where('transactions.id', '>', last as TransactionId)
      .orderBy('transactions.id')
      .limit(BATCH)
      .execute()
    meeting.push(...rows.map((row) => toDecided(row, rules)).filter((one) => isMet(one, rule.id)))
    const end = rows.at(-1)
    if (!end || rows.length < BATCH) return meeting
    last = end.id
  }
}

function toDecided(row: DecidedRow, rules: readonly StoredRule[]): Decided {
  return { row, decision: decide(row, rules) }
}

function isMet({ decision }: Decided, id: RuleId): boolean {
  return decision.met.includes(id)
}

/** The database leaves out what cannot meet it; whether a row does is decided in one place. */
function selectLikely(db: Database, member: MemberId, { when }: StoredRule) {
  let rows = selectSubjects(db)
    .where('connections.member_id', '=', member)
    .where('transactions.state', '=', 'shown')
  for (const text of [when.contains, when.starts]) {
    if (text === undefined) continue
    // Letters and digits only, as what is searched has them: nothing in it is a wildcard.
    const pattern = `%${toSearchWords(text)}%`
    rows = rows.where(sql<boolean>`transactions.search_text like ${pattern}`)
  }
  if (when.accounts) rows = rows.where('transactions.account_id', 'in', when.accounts)
  if (when.direction !== undefined)
    rows = rows.where('transactions.amount_minor', when.direction === 'in' ? '>' : '<', 0)
  return rows
}

/** Rows that have something of a rule. */
export async function listGiven(db: Database, rule: RuleId): Promise<TransactionId[]> {
  const rows = await db
    .selectFrom('transactions')
    .select('id')
    .where('rule_id', '=', rule)
    .union(db.selectFrom('transactions').select('id').where('note_rule_id', '=', rule))
    .union(
      db.selectFrom('transaction_tags').select('transaction_id as id').where('rule_id', '=', rule),
    )
    .execute()
  return rows.map(({ id }) => id)
}

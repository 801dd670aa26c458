import type { TransactionId } from '@skrin/shared/brand'
import { toSearchText } from '@skrin/shared/searchText'
import type { Database } from '../../store/database.ts'
import { readTags } from '../keepDecisions.ts'

/** What becomes of a row's tags: all of them anew, or some more and some less. */
export type TagChange =
  | { readonly all: readonly string[] }
  | { readonly add: readonly string[]; readonly remove: readonly string[] }

/** White space single; the first spelling of several that differ in case or accents only. */
export function toTags(typed: readonly string[]): string[] {
  const byFolded = new Map<string, string>()
  for (const tag of typed.map((text) => text.replace(/\s+/g, ' ').trim())) {
    const folded = toSearchText(tag)
    if (!byFolded.has(folded)) byFolded.set(folded, tag)
  }
  return [...byFolded.values()]
}

/** A tag that a person puts on a row is theirs, also where a rule gave it before. */
export async function changeTags(
  db: Database,
  ids: readonly TransactionId[],
  change: TagChange,
): Promise<void> {
  const before = await readTags(db, ids)
  for (const id of ids) {
    const had = (before.get(id) ?? []).map(({ tag }) => tag)
    const wanted = toWanted(had, change)
    const gone = had.filter((tag) => !wanted.includes(tag))
    if (gone.length > 0)
      await db
        .deleteFrom('transaction_tags')
        .where('transaction_id', '=', id)
        .where('tag', 'in', gone)
        .execute()
    const put = toTags('all' in change ? wanted : [...change.add])
    const rows = wanted
      .filter((tag) => put.some((one) => toSearchText(one) === toSearchText(tag)))
      .map((tag) => ({ transaction_id: id, tag, rule_id: null }))
    if (rows.length === 0) continue
    await db
      .insertInto('transaction_tags')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['transaction_id', 'tag']).doUpdateSet({ rule_id: null }),
      )
      .execute()
  }
}

/** The spelling that a row has stays. */
function toWanted(had: readonly string[], change: TagChange): string[] {
  if ('all' in change) {
    const wanted = new Set(change.all.map(toSearchText))
    return toTags([...had.filter((tag) => wanted.has(toSearchText(tag))), ...change.all])
  }
  const removed = new Set(change.remove.map(toSearchText))
  return toTags([...had, ...change.add]).filter((tag) => !removed.has(toSearchText(tag)))
}

import type { CategoryId } from '@skrin/shared/brand'
import { findCategories } from '@skrin/shared/search/categoryWords'
import { toSearchText } from '@skrin/shared/searchText'
import { toSearchWords } from '@skrin/shared/search/searchWords'
import type { Observation } from '../accounts/listObservations.ts'
import { toShownName } from '../accounts/shownName.ts'
import type { Database } from '../store/database.ts'

export type BankNames = ReadonlyMap<string, { readonly manifest: { readonly name: string } }>

/** Whether an observation is what a person calls it: by its account, its bank or its people. `names` are folded. */
export function isNamed(
  kind: 'bank' | 'account' | 'person',
  names: readonly string[],
  { observation, banks }: { readonly observation: Observation; readonly banks: BankNames },
): boolean {
  const told = {
    bank: [observation.bank, observation.bank_label, banks.get(observation.bank)?.manifest.name],
    account: [
      toShownName(observation),
      ...(observation.level === 'balance' ? [] : [observation.number, observation.iban]),
    ],
    person: [observation.member_name],
  }[kind]
  return names.some((name) => told.some((text) => text != null && isCalled(text, name)))
}

/** Each word of the name is the beginning of one of the text's, or all of it stands at its beginning: `spare bank` and `sparebank`. */
function isCalled(text: string, name: string): boolean {
  const words = ` ${toSearchWords(text)}`
  const wanted = toSearchWords(name)
  return (
    wanted.split(' ').every((word) => words.includes(` ${word}`)) ||
    words.replaceAll(' ', '').startsWith(wanted.replaceAll(' ', ''))
  )
}

/** The categories that are called so in any of the languages, and the household's own. */
export async function listNamedCategories(
  db: Database,
  names: readonly string[],
): Promise<(CategoryId | 'none')[]> {
  const own = await db.selectFrom('categories').select(['id', 'name']).execute()
  return names.flatMap((name) => [
    ...findCategories(name),
    ...own.filter((one) => isCalled(one.name, name) || one.id === name).map(({ id }) => id),
  ])
}

/** The tags as they were written, of those that are the same but for case and accents. */
export async function listNamedTags(db: Database, names: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('transaction_tags').select('tag').distinct().execute()
  return rows.map(({ tag }) => tag).filter((tag) => names.includes(toSearchText(tag)))
}

import type { TransactionsQuery } from '@skrin/shared/api/transactions'
import type { LocalDate } from '@skrin/shared/brand'
import type { SearchMeaning, SearchTerm } from '@skrin/shared/search/searchTerms'
import { toSearchText } from '@skrin/shared/searchText'
import { toSearchWords } from '@skrin/shared/search/searchWords'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import type { Database } from '../store/database.ts'
import { readTransfersBetween } from '../understanding/transfers/readTransfers.ts'
import type { FindConditions } from './findConditions.ts'
import { listNamedCategories, listNamedTags } from './findNames.ts'

interface Asked {
  readonly db: Database
  /** All accounts of which the viewer sees transactions: a move between two of them is a transfer under any filter. */
  readonly open: readonly VisibleAccount[]
  readonly query: TransactionsQuery
  readonly terms: readonly SearchTerm[]
}

/** The conditions of a query and of its search, all of which must hold. */
export async function toConditions(asked: Asked): Promise<FindConditions> {
  const { db, query, terms } = asked
  const states = pick(terms, 'state').filter(({ negated }) => !negated)
  const ways = [
    ...(query.direction === undefined
      ? []
      : [{ direction: query.direction, negated: false } as const]),
    ...pick(terms, 'direction'),
  ]
  return {
    state: query.state ?? states.at(-1)?.state ?? 'shown',
    directions: ways.map(({ direction, negated }) => ({ direction, negated })),
    words: [...toNoted(query), ...terms.flatMap(toWords)],
    amounts: [...toAmounts(query), ...pick(terms, 'amount')],
    days: pick(terms, 'days').filter(({ negated }) => negated),
    categories: await toCategories(asked),
    tags: await toTags(db, asked),
    transfers: await toTransfers(asked),
    has: pick(terms, 'has').flatMap(({ what, negated }) =>
      what === 'category' ? [] : [{ what, negated }],
    ),
  }
}

type Picked<Kind extends SearchMeaning['kind']> = Extract<SearchMeaning, { kind: Kind }> & {
  readonly negated: boolean
}

function pick<Kind extends SearchMeaning['kind']>(
  terms: readonly SearchTerm[],
  kind: Kind,
): Picked<Kind>[] {
  return terms.flatMap(({ meaning, negated }) =>
    meaning.kind === kind ? [{ ...meaning, negated } as Picked<Kind>] : [],
  )
}

/** A run with a space at its end is of whole words. */
function toWords({ meaning, negated }: SearchTerm): FindConditions['words'] {
  switch (meaning.kind) {
    case 'words':
      return [{ runs: [meaning.whole ? `${meaning.words} ` : meaning.words], negated }]
    case 'number':
      return [{ runs: [toAmountRun(meaning), meaning.words].filter(Boolean), negated }]
    case 'note':
      return [{ runs: meaning.names.flatMap(toNoteRun), negated }]
    default:
      return []
  }
}

/** As toSearchedText writes an amount: exactly, or whole with whatever decimals. */
function toAmountRun({ min, max }: { readonly min: number; readonly max: number }): string {
  const units = Math.floor(min / 100)
  return min === max ? `:a${units}.${String(min % 100).padStart(2, '0')}` : `:a${units}.`
}

/** The words of a note stand one after the other, each with its mark. */
function toNoteRun(note: string): string[] {
  const words = toSearchWords(note).split(' ').filter(Boolean)
  return words.length === 0 ? [] : [words.map((word) => `:n${word}`).join(' ')]
}

function toNoted({ note }: TransactionsQuery): FindConditions['words'] {
  return note === undefined ? [] : [{ runs: toNoteRun(note), negated: false }]
}

function toAmounts(query: TransactionsQuery): FindConditions['amounts'] {
  const { min, max } = { min: query.min ?? null, max: query.max ?? null }
  return min === null && max === null ? [] : [{ min, max, negated: false }]
}

async function toCategories({ db, query, terms }: Asked): Promise<FindConditions['categories']> {
  const named = await Promise.all(
    pick(terms, 'category').map(async ({ names, negated }) => ({
      categories: await listNamedCategories(db, names),
      negated,
    })),
  )
  const has = pick(terms, 'has').filter(({ what }) => what === 'category')
  return [
    ...(query.category === undefined ? [] : [{ categories: query.category, negated: false }]),
    ...named,
    ...has.map(({ negated }) => ({ categories: ['none'] as const, negated: !negated })),
  ]
}

async function toTags(db: Database, { query, terms }: Asked): Promise<FindConditions['tags']> {
  const asked = [
    ...(query.tag === undefined
      ? []
      : [{ names: query.tag.map((tag) => toSearchText(tag)), negated: false }]),
    ...pick(terms, 'tag'),
  ]
  return Promise.all(
    asked.map(async ({ names, negated }) => ({ tags: await listNamedTags(db, names), negated })),
  )
}

const FIRST_DAY = '1970-01-01' as LocalDate
const LAST_DAY = '9999-01-01' as LocalDate

async function toTransfers({
  db,
  open,
  query,
  terms,
}: Asked): Promise<FindConditions['transfers']> {
  const asked = [
    ...(query.transfer === undefined ? [] : [{ negated: query.transfer === 'none' }]),
    ...pick(terms, 'transfer'),
  ]
  if (asked.length === 0) return []
  const pairs = await readTransfersBetween(db, open, { from: FIRST_DAY, to: LAST_DAY })
  const ids = pairs.flatMap((pair) => [pair.out_id, pair.in_id])
  return asked.map(({ negated }) => ({ ids, negated }))
}

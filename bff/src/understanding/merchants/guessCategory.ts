import { builtInCategories } from '@skrin/shared/categories/builtInCategories'
import type { BuiltInCategory, BuiltInId } from '@skrin/shared/categories/builtInCategories'
import { toSearchText } from '@skrin/shared/searchText'
import { abroad } from './abroad.ts'
import type { Merchants } from './merchant.ts'
import { norway, norwegianIncome } from './norway.ts'
import { sweden, swedishIncome } from './sweden.ts'

interface Phrase {
  readonly words: readonly string[]
  readonly goesOn: boolean
  readonly length: number
  readonly category: BuiltInId
}

/** Phrases by the first letters of their first word. */
type Phrases = ReadonlyMap<string, readonly Phrase[]>

const shops = toPhrases(norway, sweden, abroad)
const payers = toPhrases(norwegianIncome, swedishIncome)

export interface Guessable {
  readonly text: string
  readonly bank_text: string
  readonly counterparty_name: string | null
  /** The bank's own word for the kind of row. */
  readonly kind: string | null
  readonly amount_minor: number
}

/** The category of a well-known name in what the bank wrote, the longest name first; null: none is known. */
export function guessCategory(row: Guessable): BuiltInId | null {
  const words = toWords([row.text, row.bank_text, row.counterparty_name ?? ''].join(' | '))
  const paid =
    row.amount_minor > 0 ? findLongest(payers, [...toWords(row.kind ?? ''), '|', ...words]) : null
  return paid ?? findLongest(shops, words)
}

/** A shop's name, and not only a word for money: such a row is no move between accounts. */
export function isAtShop(row: Guessable): boolean {
  const category = guessCategory({ ...row, amount_minor: -1 })
  return category !== null && !moneyWords.has(category)
}

const moneyWords: ReadonlySet<BuiltInCategory> = new Set(['savings', 'loans', 'cash', 'fees'])

function findLongest(phrases: Phrases, words: readonly string[]): BuiltInId | null {
  let best: Phrase | null = null
  for (const [at, word] of words.entries())
    for (const phrase of phrases.get(toKey(word)) ?? [])
      if (phrase.length > (best?.length ?? 0) && standsAt(phrase, words, at)) best = phrase
  return best?.category ?? null
}

function standsAt({ words: wanted, goesOn }: Phrase, words: readonly string[], at: number) {
  const last = wanted.length - 1
  return wanted.every((word, index) => {
    const found = words[at + index]
    return found === word || (index === last && goesOn && found?.startsWith(word) === true)
  })
}

function toWords(text: string): string[] {
  return toSearchText(text)
    .split(/[\s,;:/*()_"]+/)
    .map((word) => word.replace(/[.!?]+$/, ''))
    .filter((word) => word !== '')
}

function toPhrases(...lists: readonly Merchants[]): Phrases {
  const phrases = lists.flatMap((list) =>
    builtInCategories.flatMap(({ id }) => {
      const code: BuiltInCategory = id
      return (list[code] ?? []).map((name) => toPhrase(name, id))
    }),
  )
  return Map.groupBy(phrases, ({ words }) => toKey(words[0] ?? ''))
}

function toPhrase(name: string, category: BuiltInId): Phrase {
  const goesOn = name.endsWith('*')
  const words = toWords(goesOn ? name.slice(0, -1) : name)
  return { words, goesOn, length: name.length, category }
}

/** Two letters: no name that goes on is shorter. */
function toKey(word: string): string {
  return word.slice(0, 2)
}

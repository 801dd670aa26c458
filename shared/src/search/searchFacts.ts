import type { SearchMeaning } from './searchTerms.ts'

const facts: readonly (readonly [SearchMeaning, readonly string[]])[] = [
  [
    { kind: 'status', status: 'pending' },
    ['pending', 'reserved', 'reservert', 'reserverad', 'preliminar', 'ventende', 'vantande'],
  ],
  [{ kind: 'status', status: 'booked' }, ['booked', 'bokfort', 'bokford']],
  [
    { kind: 'state', state: 'withdrawn' },
    ['withdrawn', 'gone', 'trukket', 'tilbaketrukket', 'aterkallad', 'borttagen'],
  ],
  [{ kind: 'state', state: 'deleted' }, ['deleted', 'slettet', 'raderad']],
  [{ kind: 'direction', direction: 'in' }, ['in', 'income', 'inn', 'innbetaling', 'insattning']],
  [{ kind: 'direction', direction: 'out' }, ['out', 'spending', 'ut', 'utbetaling', 'uttag']],
  [{ kind: 'transfer' }, ['transfer', 'overforing']],
]

const byWord = new Map(
  facts.flatMap(([meaning, words]) => words.map((word) => [word, meaning] as const)),
)

/** What `is:` can be followed by. `word` is folded. */
export function findFact(word: string): SearchMeaning | null {
  return byWord.get(word) ?? null
}

const things = new Map<string, SearchMeaning>(
  (
    [
      ['note', ['note', 'notat', 'notis', 'anteckning']],
      ['category', ['category', 'kategori']],
      ['tag', ['tag', 'tags', 'merkelapp', 'etikett', 'tagg']],
    ] as const
  ).flatMap(([what, words]) => words.map((word) => [word, { kind: 'has', what }] as const)),
)

/** What `has:` can be followed by. `word` is folded. */
export function findThing(word: string): SearchMeaning | null {
  return things.get(word) ?? null
}

import type { NameKind } from './searchTerms.ts'

/** What stands before the colon, as people write it in English, Norwegian and Swedish; folded. */
const names = {
  amount: ['amount', 'sum', 'belop', 'belopp', 'summa'],
  date: ['date', 'when', 'dato', 'dag', 'datum', 'nar'],
  from: ['from', 'since', 'fra', 'fran', 'sedan', 'siden'],
  to: ['to', 'until', 'til', 'till'],
  after: ['after', 'etter', 'efter'],
  before: ['before', 'for', 'fore', 'innan'],
  bank: ['bank'],
  account: ['account', 'konto'],
  person: ['person', 'member', 'who', 'owner', 'hvem', 'medlem', 'eier', 'vem', 'agare'],
  category: ['category', 'cat', 'kategori', 'kat'],
  tag: ['tag', 'label', 'merkelapp', 'merke', 'stikkord', 'etikett', 'tagg'],
  note: ['note', 'notat', 'notis', 'anteckning', 'notering'],
  is: ['is', 'er', 'ar'],
  has: ['has', 'har'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Operator = keyof typeof names

const operators = new Map<string, Operator>(
  (Object.keys(names) as Operator[]).flatMap((operator) =>
    names[operator].map((name) => [name, operator] as const),
  ),
)

/** `name` is folded. */
export function findOperator(name: string): Operator | null {
  return operators.get(name) ?? null
}

export function isNameOperator(operator: Operator): operator is NameKind {
  return ['bank', 'account', 'person', 'category', 'tag', 'note'].includes(operator)
}

import type { ShareLevel } from '@skrin/shared/api/sharing'
import fc from 'fast-check'

export const people = ['ada', 'bo', 'cy'] as const
export type Person = (typeof people)[number]

/** A booked row, or a reservation. */
export interface Row {
  readonly day: number
  readonly minor: number
  readonly word: 'kiwi' | 'rent'
  readonly pending: boolean
}

/** What one connection of one person tells of an account, and with whom it is shared. */
export interface Told {
  readonly person: Person
  /** A person may have two connections. */
  readonly connection: 0 | 1
  /** That connection was given up, and its history stayed: true of all that it told. */
  readonly left: boolean
  readonly identity: 'x' | 'y' | null
  readonly currency: 'NOK' | 'EUR'
  readonly balance: number | null
  readonly asOf: number
  readonly closed: boolean
  /** null: transactions never came in full. */
  readonly answered: { readonly at: number; readonly from: number } | null
  readonly rows: readonly Row[]
  readonly shares: Readonly<Partial<Record<Person | 'household', ShareLevel | undefined>>>
}

export interface Question {
  readonly viewer: Person
  readonly view: 'mine' | 'household'
  readonly member: Person | null
  readonly word: Row['word'] | null
  /** What an API token of the viewer's was made for, by the place in the household; null: the viewer in person. */
  readonly scope: readonly (ShareLevel | undefined)[] | null
}

const level = fc.constantFrom<ShareLevel>('balance', 'transactions')
const maybe = fc.option(level, { nil: undefined })
const row: fc.Arbitrary<Row> = fc.record({
  day: fc.integer({ min: 0, max: 9 }),
  minor: fc.integer({ min: -100_000, max: 100_000 }),
  word: fc.constantFrom('kiwi', 'rent'),
  pending: fc.boolean(),
})
const told: fc.Arbitrary<Told> = fc.record({
  person: fc.constantFrom(...people),
  connection: fc.constantFrom(0, 1),
  left: fc.constantFrom(false, false, true),
  identity: fc.constantFrom('x', 'x', 'y', null),
  currency: fc.constantFrom('NOK', 'NOK', 'NOK', 'EUR'),
  balance: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }), { freq: 8 }),
  asOf: fc.integer({ min: 0, max: 4 }),
  closed: fc.boolean(),
  answered: fc.option(
    fc.record({ at: fc.integer({ min: 0, max: 4 }), from: fc.integer({ min: 0, max: 9 }) }),
    { freq: 5 },
  ),
  rows: fc.array(row, { maxLength: 5 }),
  shares: fc.record({ ada: maybe, bo: maybe, cy: maybe, household: maybe }),
})

/** One connection never tells one identity twice: then it has none (toAccountIdentities). */
export const households: fc.Arbitrary<Told[]> = fc
  .array(told, { minLength: 1, maxLength: 7 })
  .map((all) =>
    all.map((one, index) => {
      const isOfOne = ({ person, connection }: Told) =>
        person === one.person && connection === one.connection
      const isTwice = all.some(
        (other, at) =>
          at !== index &&
          isOfOne(other) &&
          other.identity === one.identity &&
          other.currency === one.currency,
      )
      const left = all.find(isOfOne)?.left ?? one.left
      return { ...one, left, identity: isTwice ? null : one.identity }
    }),
  )

export const questions: fc.Arbitrary<Question> = fc.record({
  viewer: fc.constantFrom(...people),
  view: fc.constantFrom('household', 'mine'),
  member: fc.option(fc.constantFrom(...people), { freq: 2 }),
  word: fc.option(fc.constantFrom('kiwi', 'rent'), { freq: 2 }),
  scope: fc.option(fc.array(maybe, { minLength: 7, maxLength: 7 }), { freq: 2 }),
})

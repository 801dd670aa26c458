import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { TransactionState } from '@skrin/shared/api/transactions'
import type { CategoryId, Currency, LocalDate, TransactionId } from '@skrin/shared/brand'
import { minorDigitsOf } from '@skrin/shared/money'
import type { Engine } from '../store/engine.ts'

/** What rows must fulfil beside their account, day and status; all of it. */
export interface FindConditions {
  readonly state: TransactionState
  readonly directions: readonly DirectionCondition[]
  readonly words: readonly WordCondition[]
  readonly amounts: readonly AmountCondition[]
  readonly categories: readonly CategoryCondition[]
  readonly days: readonly DayCondition[]
  readonly tags: readonly TagCondition[]
  readonly transfers: readonly TransferCondition[]
  readonly has: readonly HasCondition[]
}

export interface DirectionCondition {
  readonly direction: 'in' | 'out'
  readonly negated: boolean
}
/** Days that are left out; those that are asked for are bounds of what is read. */
export interface DayCondition {
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly negated: boolean
}
/** One of these, as they are written. */
export interface TagCondition {
  readonly tags: readonly string[]
  readonly negated: boolean
}

/** One of these runs of words; a run with a space at its end is whole, else its last word is the beginning of one. */
export interface WordCondition {
  readonly runs: readonly string[]
  readonly negated: boolean
}
/** Without sign, in hundredths of the major unit, both ends included. */
export interface AmountCondition {
  readonly min: number | null
  readonly max: number | null
  readonly negated: boolean
}
export interface CategoryCondition {
  readonly categories: readonly (CategoryId | 'none')[]
  readonly negated: boolean
}
/** Both sides of every move of money that the viewer sees. */
export interface TransferCondition {
  readonly ids: readonly TransactionId[]
  readonly negated: boolean
}
export interface HasCondition {
  readonly what: 'note' | 'tag'
  readonly negated: boolean
}

type Test = RawBuilder<SqlBool>

/** Whether sums by day tell everything about what these conditions leave. */
export function isBare({ state: _, directions, ...others }: FindConditions): boolean {
  const isPlain = directions.length <= 1 && directions.every(({ negated }) => !negated)
  return isPlain && Object.values(others).every(({ length }) => length === 0)
}

/** The conditions as tests of a row of `finds`, the cheap ones first. `currencies`: those that a bound of the amount meets. */
export function toTests(
  conditions: FindConditions,
  { engine, currencies }: { readonly engine: Engine; readonly currencies: readonly Currency[] },
): Test[] {
  const { state, directions, days, words, amounts, categories, tags, transfers, has } = conditions
  return [
    sql<SqlBool>`state = ${state}`,
    ...directions.map((one) => turn(one, toDirectionTest(one))),
    ...days.map((one) => turn(one, toDayTest(one))),
    ...amounts.map((one) => turn(one, toAmountTest(one, currencies))),
    ...categories.map((one) => turn(one, toCategoryTest(one))),
    ...tags.map((one) => turn(one, toTagTest(one))),
    ...transfers.map((one) => turn(one, toIdTest(one, engine))),
    ...has.map((one) => turn(one, toHasTest(one))),
    ...words.map((one) => turn(one, toWordTest(one, engine))),
  ]
}

function turn({ negated }: { readonly negated: boolean }, test: Test): Test {
  return negated ? sql<SqlBool>`not (${test})` : test
}

function toWordTest({ runs }: WordCondition, engine: Engine): Test {
  if (runs.length === 0) return sql<SqlBool>`1 = 0`
  const at = sql.raw(engine === 'sqlite' ? 'instr' : 'strpos')
  return either(runs.map((run) => sql<SqlBool>`${at}(finds.words, ${` ${run}`}) > 0`))
}

function toDirectionTest({ direction }: DirectionCondition): Test {
  return direction === 'in' ? sql<SqlBool>`amount_minor > 0` : sql<SqlBool>`amount_minor < 0`
}

function toDayTest({ from, to }: DayCondition): Test {
  const tests = [
    ...(from === null ? [] : [sql<SqlBool>`booking_date >= ${from}`]),
    ...(to === null ? [] : [sql<SqlBool>`booking_date <= ${to}`]),
  ]
  return sql<SqlBool>`(${sql.join(tests, sql` and `)})`
}

function toTagTest({ tags }: TagCondition): Test {
  if (tags.length === 0) return sql<SqlBool>`1 = 0`
  return sql<SqlBool>`transaction_id in (
    select transaction_id from transaction_tags where tag in (${sql.join(tags)}))`
}

function toAmountTest({ min, max }: AmountCondition, currencies: readonly Currency[]): Test {
  const size = sql`abs(amount_minor)`
  const tests = [
    ...(min === null ? [] : [sql<SqlBool>`${size} >= ${toBound(min, currencies, Math.ceil)}`]),
    ...(max === null ? [] : [sql<SqlBool>`${size} <= ${toBound(max, currencies, Math.floor)}`]),
  ]
  return sql<SqlBool>`(${sql.join(tests, sql` and `)})`
}

/** A bound in hundredths as minor units of the row's own currency: 50000 is 50000 øre, and 500 yen. */
function toBound(
  hundredths: number,
  currencies: readonly Currency[],
  round: (minor: number) => number,
) {
  const others = currencies.filter((currency) => minorDigitsOf(currency) !== 2)
  // PostgreSQL takes a parameter within `case` for text, where nothing else says what it is.
  const bigint = (value: number) => sql<number>`cast(${value} as bigint)`
  if (others.length === 0) return bigint(hundredths)
  const cases = others.map((currency) => {
    const minor = round((hundredths * 10 ** minorDigitsOf(currency)) / 100)
    return sql`when ${currency} then ${bigint(minor)}`
  })
  return sql<number>`case currency ${sql.join(cases, sql` `)} else ${bigint(hundredths)} end`
}

function toCategoryTest({ categories }: CategoryCondition): Test {
  const chosen = categories.filter((category) => category !== 'none')
  const tests = [
    ...(categories.includes('none') ? [sql<SqlBool>`category is null`] : []),
    // Not null as well, or nothing would be what is not in it.
    ...(chosen.length > 0
      ? [sql<SqlBool>`(category is not null and category in (${sql.join(chosen)}))`]
      : []),
  ]
  return tests.length === 0 ? sql<SqlBool>`1 = 0` : either(tests)
}

function toIdTest({ ids }: TransferCondition, engine: Engine): Test {
  const list = JSON.stringify(ids)
  const rows =
    engine === 'sqlite'
      ? sql`select value from json_each(${list})`
      : sql`select json_array_elements_text(cast(${list} as json))`
  return sql<SqlBool>`transaction_id in (${rows})`
}

function toHasTest({ what }: HasCondition): Test {
  return what === 'tag'
    ? sql<SqlBool>`transaction_id in (select transaction_id from transaction_tags)`
    : sql<SqlBool>`transaction_id in (select id from transactions where note is not null)`
}

function either(tests: readonly Test[]): Test {
  return sql<SqlBool>`(${sql.join(tests, sql` or `)})`
}

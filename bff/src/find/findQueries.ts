import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Slice } from '../accounts/transactionSlices.ts'
import type { Engine } from '../store/engine.ts'
import type { WordCondition } from './findConditions.ts'
import { HIGHEST, LOWEST, cutRanges } from './rankRanges.ts'
import type { RankRange } from './rankRanges.ts'

type Test = RawBuilder<SqlBool>

export interface Walk {
  readonly engine: Engine
  readonly ranges: readonly RankRange[]
  readonly tests: readonly Test[]
  readonly limit: number
  /** Rows to pass over first. */
  readonly offset?: number
  /** No further down than this rank. */
  readonly downTo?: number
}

/** More ranges than this are read as one walk over everything, tested for its account. */
const MOST_MERGED = 40

/**
 * The newest rows of some accounts: each account's own in order from its index, merged as far as rows are asked for. Both
 * engines read no more of them than the limit takes, if all tests hold for what is read.
 */
export function walkNewest<Columns extends string>(
  columns: Columns,
  { engine, ranges, tests, limit, offset = 0, downTo = LOWEST }: Walk,
) {
  const wanted = cutRanges(ranges, { low: downTo })
  const tail = sql`order by rank desc limit ${limit}${offset > 0 ? sql` offset ${offset}` : sql``}`
  const selected = sql.raw(columns)
  if (wanted.length === 0) return sql`select ${selected} from finds where 1 = 0`
  if (wanted.length > MOST_MERGED) {
    const source = sql.raw(engine === 'sqlite' ? 'finds not indexed' : 'finds')
    return sql`select ${selected} from ${source} where ${and([toRangesTest(wanted), ...tests])} ${tail}`
  }
  const each = wanted.map(
    (range) => sql`select ${selected} from finds where ${and([toRangeTest(range), ...tests])}`,
  )
  if (each.length === 1) return sql`${sql.join(each)} ${tail}`
  // PostgreSQL merges sorted parts only; SQLite sorts them for the merge itself.
  const parts =
    engine === 'sqlite'
      ? each
      : each.map((one) => sql`(${one} order by rank desc limit ${limit + offset})`)
  return sql`${sql.join(parts, sql` union all `)} ${tail}`
}

/** Rows that hold all words, from the full-text index, newest first. */
export function searchWords(
  columns: string,
  {
    engine,
    words,
    ranges,
    tests,
    limit,
  }: Omit<Walk, 'offset' | 'downTo'> & { words: readonly WordCondition[] },
) {
  const conditions = and([toRangesTest(ranges), ...tests])
  const selected = sql.raw(columns)
  if (engine === 'sqlite')
    // FTS5 gives its hits in the order of their row ids, and the row of each is read before the next: it stops early.
    return sql`select ${selected} from found_words cross join finds on finds.rank = found_words.rowid
      where found_words match ${toMatch(words)} and found_words.rowid < ${Math.max(...ranges.map(({ high }) => high), LOWEST)}
      and ${conditions} order by found_words.rowid desc limit ${limit}`
  return sql`with hits as materialized (
      select ${selected} from finds where find_terms(words) @@ cast(${toTsquery(words)} as tsquery) and ${conditions}
    ) select * from hits order by rank desc limit ${limit}`
}

/** The words that narrow down: those that must be there. */
export function listSought(words: readonly WordCondition[]): WordCondition[] {
  return words.filter(({ negated, runs }) => !negated && runs.length > 0)
}

export function toRangesTest(ranges: readonly RankRange[]): Test {
  if (ranges.length === 0) return sql<SqlBool>`1 = 0`
  const isWhole = ({ low, high }: RankRange) => low === LOWEST && high >= HIGHEST
  const whole = ranges.filter(isWhole).map(({ account }) => account)
  const parts = ranges.filter((range) => !isWhole(range)).map(toRangeTest)
  const tests = [
    ...(whole.length > 0 ? [sql<SqlBool>`account_id in (${sql.join(whole)})`] : []),
    ...parts.map((part) => sql<SqlBool>`(${part})`),
  ]
  return sql<SqlBool>`(${sql.join(tests, sql` or `)})`
}

/** The same of `day_sums`, which has no ranks: the account, its days, and reservations where they belong to the slice. */
export function toSliceTest(slices: readonly Slice[]): Test {
  const tests = slices.map(({ observation, from, before }) => {
    const isLate = from === null ? sql`1 = 1` : sql`booking_date >= ${from}`
    const isOurs =
      before === null
        ? sql`(status = 'pending' or ${isLate})`
        : sql`status = 'booked' and ${isLate} and booking_date < ${before}`
    return sql<SqlBool>`(account_id = ${observation.id} and ${isOurs})`
  })
  return tests.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(tests, sql` or `)})`
}

function toRangeTest({ account, low, high }: RankRange): Test {
  return sql<SqlBool>`account_id = ${account} and finds.rank >= ${low} and finds.rank < ${high}`
}

export function and(tests: readonly Test[]): Test {
  return sql<SqlBool>`${sql.join([...tests], sql` and `)}`
}

/** FTS5: `("rema" "1000"*) AND ("oslo"* OR "bergen"*)`. */
export function toMatch(words: readonly WordCondition[]): string {
  return combine(words, {
    toWord: (word, isPrefix) => `"${word.replaceAll('"', '""')}"${isPrefix ? '*' : ''}`,
    and: ' AND ',
    or: ' OR ',
  })
}

/** PostgreSQL: `('rema' & '1000':*) & ('oslo':* | 'bergen':*)`. */
export function toTsquery(words: readonly WordCondition[]): string {
  return combine(words, {
    toWord: (word, isPrefix) => `'${word.replace(/['\\]/g, '$&$&')}'${isPrefix ? ':*' : ''}`,
    and: ' & ',
    or: ' | ',
  })
}

interface Syntax {
  toWord(word: string, isPrefix: boolean): string
  readonly and: string
  readonly or: string
}

function combine(words: readonly WordCondition[], syntax: Syntax): string {
  const toRun = (run: string) => {
    const parts = run.trim().split(' ')
    const isWhole = run.endsWith(' ')
    const each = parts.map((part, at) => syntax.toWord(part, !isWhole && at === parts.length - 1))
    return `(${each.join(syntax.and)})`
  }
  return words.map(({ runs }) => `(${runs.map(toRun).join(syntax.or)})`).join(syntax.and)
}

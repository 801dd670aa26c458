import type { Currency, TransactionId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { engineOf } from '../store/engine.ts'
import { isBare, toTests } from './findConditions.ts'
import type { FindConditions } from './findConditions.ts'
import { listSought, searchWords, walkNewest } from './findQueries.ts'
import { cutRanges } from './rankRanges.ts'
import type { RankRange } from './rankRanges.ts'

/** What is looked for: which rows of which accounts, and what must hold for them. */
export interface Wanted {
  readonly ranges: readonly RankRange[]
  readonly conditions: FindConditions
  /** Those of the rows, where a bound of the amount meets them. */
  readonly currencies: readonly Currency[]
}

export interface FoundRow {
  readonly rank: number
  readonly transaction_id: TransactionId
}

/**
 * So many of the newest rows by default. What is common is found among them; what is not is rare
 * enough that all its hits can be read and sorted.
 */
const LOOKED_AT = 5000

interface Part {
  readonly limit: number
  /** Only what comes after this rank in the list. */
  readonly after?: number | undefined
  /** How many of the newest rows are looked at before an index is asked. */
  readonly lookAt?: number
}

/** The newest rows that match, at most `limit`. */
export async function findRows(
  db: Database,
  { conditions, currencies, ranges: all }: Wanted,
  { limit, after: high, lookAt = LOOKED_AT }: Part,
): Promise<FoundRow[]> {
  const ranges = cutRanges(all, { ...(high !== undefined && { high }) })
  if (ranges.length === 0) return []
  const engine = engineOf(db)
  const tests = toTests(conditions, { engine, currencies })
  const walk = { engine, ranges, tests, limit }
  // FTS5 has a hidden column of that name.
  const columns = 'finds.rank, transaction_id'
  const run = async (query: ReturnType<typeof walkNewest>) =>
    (await query.$castTo<FoundRow>().execute(db)).rows
  if (isBare(conditions)) return run(walkNewest(columns, walk))
  const edge = await run(
    walkNewest('finds.rank', { engine, ranges, tests: [], limit: 1, offset: lookAt }),
  )
  const downTo = edge[0]?.rank
  const near = await run(walkNewest(columns, { ...walk, ...(downTo !== undefined && { downTo }) }))
  if (downTo === undefined || near.length === limit) return near
  const words = listSought(conditions.words)
  if (words.length > 0) return run(searchWords(columns, { ...walk, words }))
  return run(walkNewest(columns, walk))
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { AccountId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { searchWords, walkNewest } from './findQueries.ts'
import { HIGHEST, LOWEST } from './rankRanges.ts'

const ranges = ['account-1', 'account-2', 'account-3'].map((account) => ({
  account: account as AccountId,
  low: LOWEST,
  high: HIGHEST,
}))
const columns = 'finds.rank, transaction_id'
const words = [{ runs: ['rema 1000'], negated: false }]
let store: TestDatabase
let db: Database

describe.each(engines)('the plan on %s', (engine) => {
  beforeAll(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    if (engine === 'postgres') await fill()
  })
  afterAll(() => store.close())

  /** PostgreSQL plans for what there is: some thousand rows on many days. */
  async function fill(): Promise<void> {
    await sql`
      insert into finds
      select at, 'row-' || at, 'account-' || at % 3 + 1, 'booked', (date '2020-01-01' + at)::text,
        at, 'NOK', 'shown', null, ' kiwi ' || at || case when at % 500 = 0 then ' rema 1000 ' else ' ' end
      from generate_series(1, 5000) at`.execute(db)
    await sql`analyze finds`.execute(db)
  }

  async function explain(query: RawBuilder<unknown>): Promise<string> {
    const how = sql.raw(engine === 'sqlite' ? 'explain query plan' : 'explain')
    const { rows } = await sql<Record<string, unknown>>`${how} ${query}`.execute(db)
    return rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n')
  }

  it('of a page merges the accounts in order: it sorts nothing and scans no table', async () => {
    const plan = await explain(walkNewest(columns, { engine, ranges, tests: [], limit: 101 }))

    expect(plan).toContain('finds_account')
    expect(plan).toContain(engine === 'sqlite' ? 'MERGE' : 'Merge Append')
    expect(plan).not.toMatch(/SCAN finds|Seq Scan|TEMP B-TREE|Sort Method/)
  })

  it('of a search for what is rare asks the full-text index first', async () => {
    const plan = await explain(
      searchWords(columns, { engine, ranges, tests: [], limit: 101, words }),
    )

    expect(plan).toContain(engine === 'sqlite' ? 'SCAN found_words VIRTUAL TABLE' : 'finds_words')
    expect(plan).not.toMatch(/SCAN finds(?! )|Seq Scan/)
    // FTS5's own order is that of the list.
    if (engine === 'sqlite') expect(plan).not.toContain('TEMP B-TREE')
  })
})

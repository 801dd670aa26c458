import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBytewiseText } from './bytewiseText.ts'
import type { Database } from './database.ts'
import { engines, openTestDatabase } from './testDatabase.ts'
import type { TestDatabase } from './testDatabase.ts'

describe.each(engines)('what is kept on %s', (engine) => {
  let store: TestDatabase
  let db: Database

  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
  })
  afterEach(() => store.close())

  const put = (...keys: readonly string[]) =>
    db
      .insertInto('meta')
      .values(keys.map((key) => ({ key, value: key })))
      .execute()
  const keys = async () =>
    (await db.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key)

  it('is ordered by its bytes, whatever language the server speaks', async () => {
    await put('ø', 'a-b', 'B', 'ab', 'å', '_', 'a', 'Z', '-')

    expect(await keys()).toEqual(['-', 'B', 'Z', '_', 'a', 'a-b', 'ab', 'å', 'ø'])
  })

  it('holds everything a bank can send, with a mark in place of NUL', async () => {
    await put('Kiwi\0 Oslo', '\u{1F355} “Åse”', '\u0001\u001f\u007f')

    expect(await keys()).toEqual(['\u0001\u001f\u007f', 'Kiwi\uFFFD Oslo', '\u{1F355} “Åse”'])
    const found = await db
      .selectFrom('meta')
      .select('key')
      .where('key', '=', 'Kiwi\0 Oslo')
      .execute()
    expect(found).toHaveLength(1)
  })

  it('gives whole numbers, also of sums and of the largest', async () => {
    await db
      .insertInto('bank_calls')
      .values([
        { budget: 'a', at: Number.MAX_SAFE_INTEGER - 1 },
        { budget: 'a', at: 1 },
      ])
      .execute()

    const row = await db
      .selectFrom('bank_calls')
      .select(({ fn }) => [
        fn.sum<number>('at').as('sum'),
        fn.max('at').as('max'),
        fn.countAll<number>().as('count'),
      ])
      .executeTakeFirstOrThrow()

    expect(row).toEqual({
      sum: Number.MAX_SAFE_INTEGER,
      max: Number.MAX_SAFE_INTEGER - 1,
      count: 2,
    })
  })

  it('breaks rather than give a sum that is only nearly right', async () => {
    await db
      .insertInto('bank_calls')
      .values([
        { budget: 'a', at: Number.MAX_SAFE_INTEGER },
        { budget: 'a', at: 2 },
      ])
      .execute()

    const sum = db
      .selectFrom('bank_calls')
      .select(({ fn }) => fn.sum<number>('at').as('sum'))
      .execute()

    await expect(sum).rejects.toThrow(RangeError)
    expect(await db.selectFrom('bank_calls').select('at').execute()).toHaveLength(2)
  })

  it('goes on after a query that was wrong', async () => {
    await put('a')

    await expect(put('a')).rejects.toThrow()
    await expect(sql`select nonsense from nowhere`.execute(db)).rejects.toThrow()
    expect(await keys()).toEqual(['a'])
  })

  it('is up to date already when it is opened again, also by two at once', async () => {
    await put('a')

    const [one, two] = await Promise.all([store.open(), store.open()])

    expect(await one.selectFrom('meta').select('key').execute()).toEqual([{ key: 'a' }])
    expect(await two.selectFrom('meta').select('key').execute()).toEqual([{ key: 'a' }])
  })
})

describe('a migration on PostgreSQL', () => {
  let store: TestDatabase

  beforeEach(async () => {
    store = await openTestDatabase('postgres')
  })
  afterEach(() => store.close())

  it('makes every text column one that orders by bytes', async () => {
    const { rows } = await sql<{ column: string }>`
      select table_name || '.' || column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'
    `.execute(store.db)

    expect(rows).toEqual([])
  })

  it('does so also for a column that comes later', async () => {
    const { schema } = store.db.withPlugin(createBytewiseText())
    await schema.alterTable('meta').addColumn('later', 'text').execute()

    const { rows } = await sql<{ collation: string }>`
      select collation_name as collation from information_schema.columns where column_name = 'later'
    `.execute(store.db)

    expect(rows).toEqual([{ collation: 'C' }])
  })
})

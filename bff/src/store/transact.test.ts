import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { engines, openTestDatabase } from './testDatabase.ts'
import type { TestDatabase } from './testDatabase.ts'
import { transact } from './transact.ts'

describe.each(engines)('a transaction on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  let elsewhere: Database

  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    // Two handles of SQLite in one process would wait for each other: it answers while the process stands still.
    elsewhere = engine === 'sqlite' ? db : await store.open()
  })
  afterEach(() => store.close())

  async function countUp(database: Database): Promise<void> {
    const count = Number(await read(database, 'count'))
    await write(database, 'count', String(count + 1))
  }

  it('is alone with its key, beside others here and in another replica', async () => {
    await write(db, 'count', '0')

    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        transact(index % 2 ? db : elsewhere, 'the count', countUp),
      ),
    )

    expect(await read(db, 'count')).toBe('20')
  })

  it('takes another key within it', async () => {
    await write(db, 'count', '0')
    const nested = (database: Database) =>
      transact(database, 'first', (transaction) => transact(transaction, 'the count', countUp))

    await Promise.all([nested(db), nested(elsewhere), transact(db, 'the count', countUp)])

    expect(await read(db, 'count')).toBe('3')
  })

  it('leaves nothing behind when its work fails, and lets the next one in', async () => {
    const failing = transact(db, 'the count', async (transaction) => {
      await write(transaction, 'count', '1')
      throw new TypeError('a defect')
    })

    await expect(failing).rejects.toThrow('a defect')
    await transact(elsewhere, 'the count', (transaction) => write(transaction, 'other', '1'))
    expect([await read(db, 'count'), await read(db, 'other')]).toEqual([undefined, '1'])
  })
})

describe('on PostgreSQL', () => {
  let store: TestDatabase

  beforeEach(async () => {
    store = await openTestDatabase('postgres')
  })
  afterEach(() => store.close())

  it('lets transactions with other keys go on meanwhile', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const slow = transact(store.db, 'one', async () => held)

    await transact(store.db, 'another', (transaction) => write(transaction, 'count', '1'))

    release()
    await slow
    expect(await read(store.db, 'count')).toBe('1')
  })

  it('does its work again when the server ended it to resolve a deadlock', async () => {
    await write(store.db, 'a', '0')
    await write(store.db, 'b', '0')
    const { promise: bothHold, resolve: hold } = Promise.withResolvers<void>()
    let holding = 0
    const crosswise = (first: string, second: string) =>
      transact(store.db, first, async (transaction) => {
        await write(transaction, first, '1')
        if (++holding >= 2) hold()
        await bothHold
        await write(transaction, second, '1')
      })

    await Promise.all([crosswise('a', 'b'), crosswise('b', 'a')])

    expect(holding).toBeGreaterThan(2)
    expect([await read(store.db, 'a'), await read(store.db, 'b')]).toEqual(['1', '1'])
  })
})

async function read(db: Database, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

async function write(db: Database, key: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

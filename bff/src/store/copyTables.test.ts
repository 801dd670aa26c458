import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, ConnectionId, MemberId, TransactionId } from '@skrin/shared/brand'
import { idFrom } from '../ids.ts'
import { CopyError, copyHousehold, isHouseholdThere } from './copyTables.ts'
import { tables } from './tables.ts'
import { engines, openTestDatabase } from './testDatabase.ts'
import type { TestDatabase } from './testDatabase.ts'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransaction,
} from './testRows.ts'

const CALLS = 1200
/** Transactions of one day. */
const TOLD = 520
const pairs = engines.flatMap((from) => engines.map((to) => [from, to] as const))

describe.each(pairs)('from %s to %s', (from, to) => {
  let source: TestDatabase
  let target: TestDatabase

  beforeEach(async () => {
    source = await openTestDatabase(from)
    target = await openTestDatabase(to)
    const { db } = source
    await insertTestMember(db, 'ingrid' as MemberId)
    await insertTestMember(db, 'Åse' as MemberId)
    await insertTestConnection(db, {
      id: 'connection-1' as ConnectionId,
      member: 'ingrid' as MemberId,
      bank: 'bank1',
    })
    const calls = Array.from({ length: CALLS }, (_, at) => ({ budget: 'b', at: at >> 1 }))
    await db.insertInto('bank_calls').values(calls).execute()
    const limits = Array.from({ length: CALLS }, (_, index) => ({
      key: `${index}`,
      value: `value ${index} ø`,
    }))
    await db.insertInto('meta').values(limits).execute()
  })
  afterEach(async () => {
    await source.close()
    await target.close()
  })

  it('copies every row, also of tables that are longer than one batch', async () => {
    const copied = await copyHousehold(source.db, target.db)

    expect(copied['members']?.rows).toBe(2)
    expect(copied['bank_calls']?.rows).toBe(CALLS)
    expect(copied['meta']?.rows).toBe(CALLS)
    for (const table of ['members', 'connections'] as const) {
      const rows = (database: TestDatabase) =>
        database.db.selectFrom(table).selectAll().orderBy('id').execute()
      expect(await rows(target)).toEqual(await rows(source))
    }
  })

  it('gives the same sum for the same rows', async () => {
    const there = await copyHousehold(source.db, target.db)
    const back = await copyHousehold(target.db, source.db, { replaces: true })

    expect(back).toEqual(there)
  })

  it('keeps the order in which the transactions of a day were told, over more than one batch', async () => {
    const connection = 'connection-1' as ConnectionId
    const account = 'account' as AccountId
    await insertTestAccount(source.db, { id: account, connection, bank: 'bank1' })
    for (let at = 0; at < TOLD; at++) {
      const id = idFrom(String(at)) as TransactionId
      await insertTestTransaction(source.db, { id, account_id: account })
    }

    await copyHousehold(source.db, target.db)

    const inOrder = ({ db }: TestDatabase) =>
      db.selectFrom('finds').select('transaction_id as id').orderBy('rank').execute()
    expect(await inOrder(target)).toEqual(
      Array.from({ length: TOLD }, (_, at) => ({ id: idFrom(String(at)) })),
    )
  })

  it('leaves a household alone that is there already', async () => {
    await insertTestMember(target.db, 'kari' as MemberId)

    await expect(copyHousehold(source.db, target.db)).rejects.toThrow(CopyError)

    const members = await target.db.selectFrom('members').select('id').execute()
    expect(members).toEqual([{ id: 'kari' }])
  })

  it('makes room for itself where only a program once started', async () => {
    await target.db.insertInto('meta').values({ key: '1', value: 'of the program' }).execute()

    await copyHousehold(source.db, target.db)

    expect(await isHouseholdThere(target.db)).toBe(true)
    const row = await target.db.selectFrom('meta').selectAll().where('key', '=', '1').execute()
    expect(row).toEqual([{ key: '1', value: 'value 1 ø' }])
  })
})

it('knows every table that migrations make, but for what triggers write from others', async () => {
  const store = await openTestDatabase('sqlite')

  const made = (await store.db.introspection.getTables())
    .map(({ name }) => name)
    .filter((name) => !/^(finds|day_sums|found_words.*)$/.test(name))
  await store.close()

  expect(tables.map(({ name }) => name).sort()).toEqual(made.sort())
})

it('orders rows by what makes them unique', async () => {
  const store = await openTestDatabase('sqlite')

  for (const { name, order } of tables.filter(({ order }) => order !== null)) {
    const { rows } = await sql<{ name: string }>`
      select name from pragma_table_info(${name}) where pk > 0 order by pk`.execute(store.db)
    expect(rows.map((row) => row.name)).toEqual(order)
  }
  await store.close()
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSqliteDatabase, readCacheOf } from './database.ts'
import type { Database } from './database.ts'
import { createReadCache } from './readCache.ts'

let folder: string
let db: Database
let other: Database

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skrin-cache-'))
  db = await openSqliteDatabase(folder)
  other = await openSqliteDatabase(folder)
})
afterEach(async () => {
  await db.destroy()
  await other.destroy()
  rmSync(folder, { recursive: true })
})

const write = (target: Database, value: string) =>
  target
    .insertInto('meta')
    .values({ key: 'k', value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()

function reader() {
  let loads = 0
  const read = () =>
    readCacheOf(db).read('k', async () => {
      loads++
      return (await db.selectFrom('meta').select('value').executeTakeFirst())?.value
    })
  return { read, loads: () => loads }
}

it('reads once while nothing is written', async () => {
  await write(db, 'one')
  const { read, loads } = reader()

  expect([await read(), await read(), await read()]).toEqual(['one', 'one', 'one'])
  expect(loads()).toBe(1)
})

it('sees at once what this process writes, and what another one does', async () => {
  await write(db, 'one')
  const { read } = reader()
  await read()

  await write(db, 'two')
  expect(await read()).toBe('two')
  await write(other, 'three')
  expect(await read()).toBe('three')
})

it('sees a write inside a transaction once it is committed', async () => {
  await write(db, 'one')
  const { read } = reader()
  await read()

  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable('meta').set({ value: 'two' }).execute()
  })

  expect(await read()).toBe('two')
})

it('does not keep what was read while somebody wrote', async () => {
  let version = '1'
  const cache = createReadCache(() => version)
  await cache.read('k', () => {
    version = '2'
    return Promise.resolve('old')
  })

  expect(await cache.read('k', () => Promise.resolve('new'))).toBe('new')
})

it('keeps nothing where changes cannot be seen', async () => {
  const cache = createReadCache(() => null)
  await cache.read('k', () => Promise.resolve('old'))

  expect(await cache.read('k', () => Promise.resolve('new'))).toBe('new')
})

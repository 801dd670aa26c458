import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Secret } from '../config/secret.ts'
import { StartError } from '../startError.ts'
import { openPostgresDatabase } from './database.ts'
import { DatabaseUnavailableError } from './databaseUnavailableError.ts'
import { migrations } from './migrations.ts'
import { openPostgres } from './openPostgres.ts'
import { createTestPlace } from './testDatabase.ts'
import type { TestPlace } from './testDatabase.ts'
import { untilAvailable } from './untilAvailable.ts'

let place: TestPlace
let url: string

beforeEach(async () => {
  place = await createTestPlace('postgres')
  url = place.databaseUrl?.reveal() ?? ''
})
afterEach(() => place.remove())

function changed(change: (url: URL) => void): Secret {
  const other = new URL(url)
  change(other)
  return new Secret(other.href)
}

it.each<[string, (url: URL) => void, string]>([
  [
    'a wrong password',
    (to) => (to.password = 'wrong-password'),
    'refuses the user or the password',
  ],
  ['a database that is not there', (to) => (to.pathname = '/none'), 'no database of the name'],
  ['a server that is not there', (to) => (to.port = '1'), 'cannot be used (ECONNREFUSED)'],
  [
    'TLS that the server does not speak',
    (to) => (to.search = '?sslmode=require'),
    'cannot be used',
  ],
])(
  'B4: says in one line what is wrong with %s, and nothing secret',
  async (_what, change, line) => {
    const opening = openPostgresDatabase(changed(change))

    const error: unknown = await opening.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(StartError)
    const { message } = error as StartError
    expect(message).toContain(line)
    const { password, port } = new URL(url)
    for (const secret of [password, 'wrong-password', `:${port}`, '\n'])
      expect(message).not.toContain(secret)
  },
)

it.each([
  ['by itself', () => undefined, 'off'],
  ['as the address says', (to: URL) => to.searchParams.set('options', '-c jit=on'), 'on'],
])('suits the planner to a history that lies in memory: %s', async (_how, change, jit) => {
  const db = openPostgres({ url: changed(change) })

  const { rows } = await sql<{ jit: string }>`select current_setting('jit') as jit`.execute(db)
  await db.destroy()

  expect(rows).toEqual([{ jit }])
})

it('says which right is missing', async () => {
  const admin = openPostgres({ url: new Secret(url) })
  const role = `reader_${new URL(url).pathname.slice(1)}`
  await sql`create role ${sql.id(role)} login password 'for-tests'`.execute(admin)
  await sql`drop table kysely_migration, kysely_migration_lock`.execute(admin)
  const opening = openPostgresDatabase(
    changed((to) => {
      to.username = role
      to.password = 'for-tests'
    }),
  )

  await expect(opening).rejects.toThrow('may not create tables')
  await sql`drop role ${sql.id(role)}`.execute(admin)
  await admin.destroy()
})

it('is brought up to date once by replicas that start on an empty database together', async () => {
  const admin = openPostgres({ url: new Secret(url) })
  await sql`drop schema public cascade`.execute(admin)
  await sql`create schema public`.execute(admin)

  const replicas = await Promise.all(
    Array.from({ length: 4 }, () => openPostgresDatabase(new Secret(url))),
  )

  const { rows } = await sql<{
    name: string
  }>`select name from kysely_migration order by name`.execute(admin)
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(migrations))
  for (const db of [...replicas, admin]) await db.destroy()
})

it('tells a server that went away from a query that is wrong, and comes back by itself', async () => {
  const lost: Error[] = []
  const db = openPostgres({ url: new Secret(url), onLost: (error) => lost.push(error) })
  const other = openPostgres({ url: new Secret(url) })
  const pidOf = async () =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
  const end = (pid: number | undefined) => sql`select pg_terminate_backend(${pid})`.execute(other)

  const during = db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
    await end(rows[0]?.pid)
    await sql`select 1`.execute(transaction)
  })
  await expect(during).rejects.toThrow(DatabaseUnavailableError)
  await end(await pidOf())
  await expect.poll(() => lost.length).toBeGreaterThan(0)

  expect(await pidOf()).toBeTypeOf('number')
  await expect(sql`select nonsense`.execute(db)).rejects.not.toThrow(DatabaseUnavailableError)
  await db.destroy()
  await other.destroy()
})

it('tries again what must be written, but not what is wrong', async () => {
  const results: (() => Promise<string>)[] = [
    () => Promise.reject(new DatabaseUnavailableError('away')),
    () => Promise.resolve('written'),
    () => Promise.reject(new TypeError('a defect')),
  ]
  const work = () => results.shift()?.() ?? Promise.resolve('once too often')

  expect(await untilAvailable(work)).toBe('written')
  await expect(untilAvailable(work)).rejects.toThrow('a defect')
})

import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '@skrin/bff/config/readConfig'
import { createContext, registeredBanks } from '@skrin/bff/context'
import { inspectCopy } from '@skrin/bff/backups/inspectCopy'
import { createLog } from '@skrin/bff/log'
import { createBytewiseText } from '@skrin/bff/store/bytewiseText'
import { openDatabase, openSqliteFile } from '@skrin/bff/store/database'
import type { Database } from '@skrin/bff/store/database'
import { migrate } from '@skrin/bff/store/migrate'
import { migrations } from '@skrin/bff/store/migrations'
import { openPostgres } from '@skrin/bff/store/openPostgres'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runSkrin } from './harness/runSkrin.ts'

const [first = '', second = ''] = Object.keys(migrations)
const key = Buffer.alloc(32, 'the key').toString('base64')

/** The database of the first Skrin, with somebody in it. */
async function makeOld(place: TestPlace): Promise<void> {
  const db = await openOld(place)
  await sql`insert into members (id, name, name_key, role, created_at)
    values ('ingrid', 'Ingrid', 'ingrid', 'owner', 0)`.execute(db)
  await db.destroy()
}

async function openOld({ dataDir, databaseUrl }: TestPlace): Promise<Database> {
  if (!databaseUrl) return openSqliteFile(join(dataDir, 'skrin.db'), first)
  const db = openPostgres({ url: databaseUrl })
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  await migrate(db.withPlugin(createBytewiseText()), { upTo: first })
  return db
}

describe.each(engines)('an upgrade on %s', (engine) => {
  let place: TestPlace
  let env: Record<string, string>

  beforeEach(async () => {
    place = await createTestPlace(engine)
    env = { ...place.env, SKRIN_KEY: key }
  })
  afterEach(() => place.remove())

  async function start(over: Record<string, string> = {}): Promise<void> {
    const settings = readConfig({ ...env, ...over }, registeredBanks)
    if (!settings.ok) throw new Error(settings.problems.join())
    const log = createLog('silent')
    const context = await createContext(settings.config, settings.secrets, { log })
    await context.close()
  }

  it('keeps a copy of the database as it was, named after what changes it', async () => {
    await makeOld(place)

    await start()

    const [name = ''] = readdirSync(join(place.dataDir, 'backups'))
    expect(name).toMatch(new RegExp(`^\\d{4}-.*Z-before-${second}$`))
    const copy = inspectCopy(join(place.dataDir, 'backups', name, 'skrin.db'))
    expect(copy.applied).toEqual([first])
    expect(copy.rows).toMatchObject({ members: 1 })
  })

  it('can be restored: the copy is brought up to date on the way', async () => {
    await makeOld(place)
    await start()
    const [name = ''] = readdirSync(join(place.dataDir, 'backups'))

    const ran = await runSkrin(['restore', '--replace', '--without-key', name], env)

    expect(ran).toMatchObject({ code: 0 })
    const folders = [place.dataDir, join(place.dataDir, 'backups')]
    const aside = folders
      .flatMap((folder) => readdirSync(folder).map((kept) => join(folder, kept)))
      .find((path) => /\/replaced-|-before-restore$/.test(path))
    expect(inspectCopy(join(aside ?? '', 'skrin.db')).rows).toMatchObject({ members: 1 })
    await start()
  })

  it('does not begin where no copy can be made', async () => {
    await makeOld(place)
    writeFileSync(join(place.dataDir, 'file'), '')
    const dir = join(place.dataDir, 'file', 'backups')

    await expect(start({ SKRIN_BACKUP_DIR: dir })).rejects.toThrow(
      /^the copy before bringing the database up to date cannot be made in .* \(E\w+\); make room/,
    )
    await start()
    expect(readdirSync(join(place.dataDir, 'backups'))).toHaveLength(1)
  })

  it('makes no copy of a database that is new or up to date', async () => {
    await start()
    await start()

    expect(readdirSync(place.dataDir)).not.toContain('backups')
  })

  it('is refused the other way: a database that a newer Skrin made', async () => {
    await start()
    const db = await openDatabase(
      { dataDir: place.dataDir, databaseUrl: engine },
      { databaseUrl: place.databaseUrl },
    )
    await sql`insert into kysely_migration (name, timestamp) values ('999-later', '')`.execute(db)
    await db.destroy()

    await expect(start()).rejects.toThrow(
      'the database is newer than this Skrin (999-later); start the newer version, or restore a backup from before it',
    )
  })
})

// On PostgreSQL no command runs without a key.
it('is not begun by a command that has no key for the copy', async () => {
  const place = await createTestPlace('sqlite')
  await makeOld(place)

  const ran = await runSkrin(['member', 'list'], place.env)

  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('the key for the copy') })
  expect(readdirSync(place.dataDir)).not.toContain('skrin.key')
  await place.remove()
})

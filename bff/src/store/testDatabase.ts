import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { Secret } from '../config/secret.ts'
import { DATABASE_FILE, openDatabase, openSqliteDatabase } from './database.ts'
import type { Database } from './database.ts'
import type { Engine } from './engine.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test/engines/globalSetup.ts gives out databases. */
    postgresKeeper: string
  }
}

/** For `describe.each(engines)('on %s', (engine) => …)`: what is kept is kept the same way in both. */
export const engines = ['sqlite', 'postgres'] as const satisfies readonly Engine[]

/** Room for one test: an empty folder, and on PostgreSQL an empty database that is up to date. */
export interface TestPlace {
  readonly engine: Engine
  readonly dataDir: string
  readonly databaseUrl: Secret | null
  /** For a program that is to use it: SKRIN_DATA_DIR, and on PostgreSQL SKRIN_DATABASE_URL and SKRIN_KEY. */
  readonly env: Readonly<Record<string, string>>
  remove(): Promise<void>
}

export async function createTestPlace(engine: Engine): Promise<TestPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'skrin-test-'))
  const url = engine === 'postgres' ? await keeper('POST') : null
  return {
    engine,
    dataDir,
    databaseUrl: url === null ? null : new Secret(url),
    env: {
      SKRIN_DATA_DIR: dataDir,
      ...(url !== null && { SKRIN_DATABASE_URL: url, SKRIN_KEY: TEST_KEY }),
    },
    async remove() {
      rmSync(dataDir, { recursive: true, force: true })
      if (url !== null) await keeper('DELETE', url)
    },
  }
}

/** As `createTestPlace`, and on SQLite too with a database that is up to date. */
export async function createReadyPlace(engine: Engine): Promise<TestPlace> {
  const place = await createTestPlace(engine)
  if (engine === 'sqlite') {
    upToDate ??= readUpToDate()
    writeFileSync(join(place.dataDir, DATABASE_FILE), await upToDate, { mode: 0o600 })
  }
  return place
}

/** Brought up to date once for all tests of a worker: 30 ms of processor time each otherwise. */
let upToDate: Promise<Buffer> | undefined

async function readUpToDate(): Promise<Buffer> {
  const { dataDir, remove } = await createTestPlace('sqlite')
  const db = await openSqliteDatabase(dataDir)
  await db.destroy()
  const file = readFileSync(join(dataDir, DATABASE_FILE))
  await remove()
  return file
}

const TEST_KEY = Buffer.alloc(32, 'test key').toString('base64')

async function keeper(method: 'POST' | 'DELETE', url = ''): Promise<string> {
  const answer = await fetch(inject('postgresKeeper'), { method, ...(url !== '' && { body: url }) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`no database for tests: ${text}`)
  return text
}

export interface TestDatabase extends Pick<TestPlace, 'engine' | 'dataDir'> {
  readonly db: Database
  /** Another connection to the same data, as another replica has. Closed with the rest. */
  open(): Promise<Database>
  close(): Promise<void>
}

/** An empty database, up to date and open. Close it after the test. */
export async function openTestDatabase(engine: Engine): Promise<TestDatabase> {
  const place = await createReadyPlace(engine)
  const opened: Database[] = []
  const open = async () => {
    const config = { dataDir: place.dataDir, databaseUrl: engine }
    const db = await openDatabase(config, { databaseUrl: place.databaseUrl })
    opened.push(db)
    return db
  }
  return {
    engine,
    dataDir: place.dataDir,
    db: await open(),
    open,
    async close() {
      await Promise.all(opened.map((db) => db.destroy()))
      await place.remove()
    },
  }
}

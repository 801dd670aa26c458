import { join } from 'node:path'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { ensureFolder } from './ensureFolder.ts'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'
import { createReadCache } from './readCache.ts'
import type { ReadCache } from './readCache.ts'
import { createSqliteDialect } from './sqliteDialect.ts'

export type Database = Kysely<Schema>

const readCaches = new WeakMap<Database, ReadCache>()

/** The cache that belongs to an opened database. @throws TypeError inside a transaction: what it reads is not everybody's */
export function readCacheOf(db: Database): ReadCache {
  const cache = readCaches.get(db)
  if (!cache) throw new TypeError('not a database that openDatabase opened')
  return cache
}

export const DATABASE_FILE = 'skrin.db'

/** Opens the data folder's database and brings it up to date. @throws Error when the folder cannot be written */
export async function openDatabase(dataDir: string): Promise<Database> {
  ensureFolder(dataDir)
  const dialect = createSqliteDialect(join(dataDir, DATABASE_FILE))
  const db = new Kysely<Schema>({ dialect })
  readCaches.set(
    db,
    createReadCache(() => dialect.readVersion()),
  )
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw toError(error)
}

function toError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error('the database could not be brought up to date', { cause: error })
}

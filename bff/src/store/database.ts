import { join } from 'node:path'
import { Kysely } from 'kysely'
import type { Config, Secrets } from '../config/config.ts'
import type { Secret } from '../config/secret.ts'
import type { Log } from '../log.ts'
import { createBytewiseText } from './bytewiseText.ts'
import { ensureFolder } from './ensureFolder.ts'
import { migrate } from './migrate.ts'
import type { BeforeMigrating } from './migrate.ts'
import { openPostgres } from './openPostgres.ts'
import { toStartError } from './postgresErrors.ts'
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

/** Where the data lies, as the configuration says. */
type Place = Pick<Config, 'databaseUrl' | 'dataDir'>

export interface OpenOptions {
  readonly log?: Log
  readonly beforeMigrating?: BeforeMigrating
}

/**
 * Opens the database and brings it up to date.
 * @throws StartError when it is newer than this program or PostgreSQL cannot be used, or the system's own error when the data folder cannot
 */
export async function openDatabase(
  { dataDir }: Place,
  { databaseUrl }: Pick<Secrets, 'databaseUrl'>,
  options: OpenOptions = {},
): Promise<Database> {
  if (!databaseUrl) return openSqliteDatabase(dataDir, options)
  return openPostgresDatabase(databaseUrl, options)
}

/** The database in the data folder, up to date. @throws Error when the folder cannot be written */
export async function openSqliteDatabase(
  dataDir: string,
  { beforeMigrating }: OpenOptions = {},
): Promise<Database> {
  ensureFolder(dataDir)
  const dialect = createSqliteDialect(join(dataDir, DATABASE_FILE))
  const db = new Kysely<Schema>({ dialect })
  readCaches.set(
    db,
    createReadCache(() => dialect.readVersion()),
  )
  return migrated(db, () => migrate(db, { beforeMigrating }))
}

/** A SQLite file of its own, e.g. for a copy, with the migrations up to this one. */
export async function openSqliteFile(path: string, upTo?: string): Promise<Database> {
  const db = new Kysely<Schema>({ dialect: createSqliteDialect(path) })
  return migrated(db, () => migrate(db, { ...(upTo !== undefined && { upTo }) }))
}

/** @throws StartError with one line that names neither address nor password */
export async function openPostgresDatabase(
  url: Secret,
  { log, beforeMigrating }: OpenOptions = {},
): Promise<Database> {
  const db = openPostgres({
    url,
    onLost: (error) => log?.warn({ event: 'database.connection_lost', error }),
  })
  // Nothing is kept: what another replica wrote would show only in the database itself.
  readCaches.set(
    db,
    createReadCache(() => null),
  )
  return migrated(db, async () => {
    try {
      await migratePostgres(url, beforeMigrating)
    } catch (error) {
      throw toStartError(error)
    }
  })
}

/** On connections of its own, which no time limit cuts; of several replicas that start at once the first does it. */
async function migratePostgres(
  url: Secret,
  beforeMigrating: BeforeMigrating | undefined,
): Promise<void> {
  const unhurried = openPostgres({ url, isUnhurried: true })
  try {
    await migrate(unhurried.withPlugin(createBytewiseText()), { beforeMigrating })
  } finally {
    await unhurried.destroy()
  }
}

async function migrated(db: Database, migrateIt: () => Promise<void>): Promise<Database> {
  try {
    await migrateIt()
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

import { join } from 'node:path'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { ensureFolder } from './ensureFolder.ts'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'
import { createSqliteDialect } from './sqliteDialect.ts'

export type Database = Kysely<Schema>

export const DATABASE_FILE = 'skrin.db'

/** Opens the data folder's database and brings it up to date. @throws Error when the folder cannot be written */
export async function openDatabase(dataDir: string): Promise<Database> {
  ensureFolder(dataDir)
  const db = new Kysely<Schema>({ dialect: createSqliteDialect(join(dataDir, DATABASE_FILE)) })
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

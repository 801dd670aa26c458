import { join } from 'node:path'
import { DatabaseSync, backup } from 'node:sqlite'
import { DATABASE_FILE, openSqliteFile } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { copyHousehold } from '../store/copyTables.ts'
import { engineOf } from '../store/engine.ts'
import { readMigrationState } from '../store/migrationState.ts'

/** All pages in one step: in several, SQLite begins anew whenever somebody wrote, under load for ever (Node 24.21). */
const ALL_PAGES = 2 ** 31 - 1

/** Writes the database as it is at one moment to a new SQLite file, while everybody goes on working. */
export async function copyDatabase(db: Database, dataDir: string, target: string): Promise<void> {
  if (engineOf(db) === 'sqlite') return copySqlite(join(dataDir, DATABASE_FILE), target)
  const { applied } = await readMigrationState(db)
  const copy = await openSqliteFile(target, applied.at(-1))
  try {
    await copyHousehold(db, copy)
  } finally {
    await copy.destroy()
  }
}

async function copySqlite(path: string, target: string): Promise<void> {
  const source = new DatabaseSync(path, { timeout: 10_000 })
  try {
    await backup(source, target, { rate: ALL_PAGES })
  } finally {
    source.close()
  }
}

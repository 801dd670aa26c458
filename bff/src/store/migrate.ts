import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations.ts'
import { readMigrationState } from './migrationState.ts'

/** Before the first of the `pending` migrations changes a database that is in use: the time for a copy. */
export type BeforeMigrating = (db: Database, pending: readonly string[]) => Promise<void>

/**
 * Brings the database up to date, or only to the migration of this name.
 * @throws StartError when the database was made by a newer Skrin
 */
export async function migrate(
  db: Database,
  { beforeMigrating, upTo }: { beforeMigrating?: BeforeMigrating | undefined; upTo?: string } = {},
): Promise<void> {
  const { applied, pending } = await readMigrationState(db)
  if (pending.length === 0) return
  if (applied.length > 0) await beforeMigrating?.(db, pending)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  })
  const { error } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo))
  if (error !== undefined) throw toError(error)
}

function toError(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error('the database could not be brought up to date', { cause: error })
}

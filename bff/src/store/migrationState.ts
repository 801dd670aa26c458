import { sql } from 'kysely'
import { StartError } from '../startError.ts'
import type { Database } from './database.ts'
import { migrations } from './migrations.ts'

const HISTORY = 'kysely_migration'

export interface MigrationState {
  readonly applied: readonly string[]
  /** Known to this program, not yet made. */
  readonly pending: readonly string[]
}

/** @throws StartError when the database was made by a newer Skrin: what it holds would be misread */
export async function readMigrationState(db: Database): Promise<MigrationState> {
  const applied = await readApplied(db)
  return toMigrationState(applied)
}

/** @throws StartError as `readMigrationState` */
export function toMigrationState(applied: readonly string[]): MigrationState {
  const unknown = applied.filter((name) => !(name in migrations))
  if (unknown.length > 0) {
    throw new StartError(
      `the database is newer than this Skrin (${unknown.join(', ')}); start the newer version, or restore a backup from before it`,
    )
  }
  return { applied, pending: Object.keys(migrations).filter((name) => !applied.includes(name)) }
}

async function readApplied(db: Database): Promise<string[]> {
  const known = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!known.some(({ name }) => name === HISTORY)) return []
  const { rows } = await sql<{
    name: string
  }>`select name from ${sql.table(HISTORY)} order by name`.execute(db)
  return rows.map(({ name }) => name)
}

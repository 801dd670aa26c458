import { chmodSync, copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { randomId } from '../ids.ts'
import { DATABASE_FILE, openSqliteDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { ensureFolder } from '../store/ensureFolder.ts'
import { MAINTENANCE } from '../store/instances.ts'
import { passingTables } from '../store/tables.ts'
import { settleCopy } from './inspectCopy.ts'
import { flush } from './makeBackup.ts'
import { COPY_FILE } from './manifest.ts'

/** The folder of a backup's database that is up to date and ready to be used, beside the data that it will replace. */
export async function stageBackup(backup: string, dataDir: string): Promise<string> {
  const staged = join(dataDir, `.restoring-${randomId()}`)
  ensureFolder(dataDir)
  mkdirSync(staged, { mode: 0o700 })
  const path = join(staged, DATABASE_FILE)
  copyFileSync(join(backup, COPY_FILE), path)
  // A copy takes the rights of what it is of along: of a file from a stick, everybody's.
  chmodSync(path, 0o600)
  const db = await openSqliteDatabase(staged)
  try {
    await forgetPassing(db)
  } finally {
    await db.destroy()
  }
  settleCopy(path)
  flush(path)
  return staged
}

/** Who was signed in then may have signed out since: everybody signs in anew. No holder of a lease is alive. */
async function forgetPassing(db: Database): Promise<void> {
  for (const name of passingTables) await sql`delete from ${sql.table(name)}`.execute(db)
  await db.deleteFrom('meta').where('key', '=', MAINTENANCE).execute()
  await db.updateTable('vault').set({ lease_owner: null, lease_until: 0 }).execute()
  // What was reviewed when the copy was made may have been sent since: nobody must be able to confirm it again.
  await db.deleteFrom('transfer_orders').where('state', '=', 'reviewed').execute()
  // And its answer is in no copy: whatever the bank commits with, nobody knows what became of it.
  await db
    .updateTable('transfer_orders')
    .set({ state: 'unknown', problem: 'bank_timeout' })
    .where('state', '=', 'sending')
    .execute()
}

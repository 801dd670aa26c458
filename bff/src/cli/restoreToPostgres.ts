import { ensureMasterKey } from '../auth/masterKey.ts'
import { makeBackup } from '../backups/makeBackup.ts'
import { copyHousehold, isHouseholdThere } from '../store/copyTables.ts'
import { openSqliteDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { CliError } from './cli.ts'
import type { Cli } from './cli.ts'
import { requireAlone } from './requireAlone.ts'

/** Puts the household of a staged backup into PostgreSQL; with `replace` a backup of the present one is made first. */
export async function restoreToPostgres(
  cli: Cli,
  staged: string,
  { replace }: { replace: boolean },
): Promise<void> {
  const source = await openSqliteDatabase(staged)
  try {
    await cli.withDatabase((db) =>
      requireAlone({ db, clock: cli.clock }, 'restore', async () => {
        const replaces = await isHouseholdThere(db)
        if (replaces) await keepAside(cli, db, replace)
        await copyHousehold(source, db, { replaces })
      }),
    )
  } finally {
    await source.destroy()
  }
}

async function keepAside(cli: Cli, db: Database, replace: boolean): Promise<void> {
  if (!replace)
    throw new CliError(
      'there is a household in the database already; give --replace to put the backup in its place',
    )
  const { config, secrets, clock } = cli
  const masterKey = ensureMasterKey(config, secrets)
  await makeBackup({ config, db, clock, masterKey }, 'before-restore')
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findMasterKey } from '../auth/masterKey.ts'
import { copyBeforeMigrating } from '../backups/copyBeforeMigrating.ts'
import type { Config } from '../config/config.ts'
import { DATABASE_FILE, openDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { CliError } from './cli.ts'
import type { Cli } from './cli.ts'

/** The household's database as the program would open it. @throws CliError when there is none yet */
export async function openHousehold(cli: Omit<Cli, 'withDatabase'>): Promise<Database> {
  const { config, secrets, clock } = cli
  if (config.databaseUrl === 'sqlite') requireFile(config)
  const note = (name: string) =>
    cli.tell(`The database is brought up to date; as it was, it is in the backup ${name}.`)
  return openDatabase(config, secrets, {
    // Only then is a key needed: to look at a household without its key must not leave another one there.
    beforeMigrating(db, pending) {
      const masterKey = findMasterKey(config, secrets)
      if (!masterKey)
        throw new CliError(
          'the database has to be brought up to date first, and the key for the copy of it as it was is not here; give this command the same SKRIN_KEY or SKRIN_KEY_FILE, or start Skrin once',
        )
      return copyBeforeMigrating({ config, clock, masterKey }, note)(db, pending)
    },
  })
}

/** @throws CliError when the data folder has no database */
export function requireFile({ dataDir }: Config): void {
  if (existsSync(join(dataDir, DATABASE_FILE))) return
  throw new CliError(
    `there is no household in ${dataDir} yet; start Skrin once, or set SKRIN_DATA_DIR as it has it`,
  )
}

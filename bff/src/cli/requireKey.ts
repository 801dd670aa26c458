import { settleMasterKey } from '../auth/keyFiles.ts'
import { findMasterKey } from '../auth/masterKey.ts'
import type { Database } from '../store/database.ts'
import { isKeyFitting } from '../store/keyCanary.ts'
import { CliError } from './cli.ts'
import type { Cli } from './cli.ts'

/**
 * The key that the household's secrets are sealed with. Only the program makes one: a command that is run without the
 * program's settings must not leave another key beside the database, nor seal or read anything with it.
 * @throws CliError when it is another one, or there is none
 */
export async function requireKey(
  { config, secrets, clock }: Pick<Cli, 'config' | 'secrets' | 'clock'>,
  db: Database,
): Promise<Buffer> {
  if (findMasterKey(config, secrets)) {
    const masterKey = await settleMasterKey({ config, secrets, db }, clock.now())
    if (await isKeyFitting(db, masterKey)) return masterKey
  }
  throw new CliError(
    'the key here is not the one that Skrin runs with, or there is none; nothing was changed. Give this command the same SKRIN_KEY or SKRIN_KEY_FILE',
  )
}

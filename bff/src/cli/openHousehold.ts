import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config, Secrets } from '../config/config.ts'
import { DATABASE_FILE, openDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { CliError } from './cli.ts'

/** The household's database as the program would open it. @throws CliError when there is none yet */
export async function openHousehold({
  config,
  secrets,
}: {
  config: Config
  secrets: Secrets
}): Promise<Database> {
  requireHousehold(config)
  return openDatabase(config, secrets)
}

export function requireHousehold({ dataDir, databaseUrl }: Config): void {
  if (databaseUrl === 'postgres' || existsSync(join(dataDir, DATABASE_FILE))) return
  throw new CliError(
    `there is no household in ${dataDir} yet; start Skrin once, or set SKRIN_DATA_DIR as it has it`,
  )
}

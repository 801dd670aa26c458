import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findMasterKey } from '../../auth/masterKey.ts'
import { readManifest } from '../../backups/manifest.ts'
import { replaceDatabase } from '../../backups/replaceDatabase.ts'
import { stageBackup } from '../../backups/stageBackup.ts'
import { verifyBackup } from '../../backups/verifyBackup.ts'
import type { Verified } from '../../backups/verifyBackup.ts'
import { DATABASE_FILE } from '../../store/database.ts'
import { CliError } from '../cli.ts'
import type { AddCommand, Cli, ExitCode } from '../cli.ts'
import { describeBackup } from '../describeBackup.ts'
import { restoreToPostgres } from '../restoreToPostgres.ts'

interface Options {
  readonly check?: boolean
  readonly replace?: boolean
  readonly withoutKey?: boolean
}

type Good = Extract<Verified, { status: 'good' }>

export const addRestore: AddCommand = (program, act) => {
  program
    .command('restore <backup>')
    .description('puts a backup (its name, or its folder) in place of an empty database')
    .option('--check', 'only reads the backup whole, and tries the key')
    .option('--replace', 'also in place of a household; what was there is kept aside')
    .option('--without-key', 'also when the key at hand does not open it: banks are connected anew')
    .action(act((cli, backup: string, options: Options) => restore(cli, backup, options)))
}

async function restore(cli: Cli, backup: string, options: Options): Promise<ExitCode> {
  const folder = findBackup(cli, backup)
  const verified = await verifyBackup(folder, findMasterKey(cli.config, cli.secrets))
  if (verified.status === 'refused') throw new CliError(verified.reason)
  if (options.check) return tellCheck(cli, verified)
  if (!verified.opens && !options.withoutKey) throw new CliError(explainKey(verified))
  const staged = await stageBackup(folder, cli.config.dataDir)
  try {
    await (cli.config.databaseUrl === 'postgres'
      ? restoreToPostgres(cli, staged, { replace: options.replace === true })
      : restoreToFolder(cli, staged, options))
  } finally {
    rmSync(staged, { recursive: true, force: true })
  }
  cli.print(
    `Restored the household of ${verified.manifest.createdAt}: ${describeBackup(verified.manifest)}.`,
  )
  cli.tell(
    'Everybody signs in anew. Invitations and API tokens are as they were then: look through them.',
  )
  return 0
}

function findBackup({ config }: Cli, backup: string): string {
  const candidates = [join(config.backups.dir, backup), backup]
  return candidates.find((folder) => readManifest(folder) !== null) ?? backup
}

function tellCheck(cli: Cli, { manifest, opens }: Good): ExitCode {
  cli.print(`The backup is whole: ${describeBackup(manifest)}, of ${manifest.createdAt}.`)
  cli.print(opens ? 'The key at hand opens it.' : 'The key at hand does not open it.')
  return opens ? 0 : 1
}

function explainKey({ manifest }: Good): string {
  return `the key at hand does not open this backup: put the key of ${manifest.createdAt.slice(0, 10)} in its place, or give --without-key and connect the banks anew`
}

function restoreToFolder({ config, clock }: Cli, staged: string, { replace }: Options): void {
  const isThere = existsSync(join(config.dataDir, DATABASE_FILE))
  if (isThere && !replace)
    throw new CliError(
      `there is a household in ${config.dataDir} already; give --replace to put the backup in its place`,
    )
  const time = new Date(clock.now()).toISOString().slice(0, 19).replaceAll(':', '')
  // In the data folder: a file moves only within its disk, and backups may be on another.
  const aside = join(config.dataDir, `replaced-${time}Z`)
  if (!replaceDatabase(join(staged, DATABASE_FILE), config.dataDir, aside))
    throw new CliError('Skrin is running on this data folder; stop it first')
}

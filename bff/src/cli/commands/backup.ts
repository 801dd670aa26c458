import { listBackups } from '../../backups/listBackups.ts'
import { makeBackup } from '../../backups/makeBackup.ts'
import type { AddCommand, Cli, ExitCode } from '../cli.ts'
import { CliError } from '../cli.ts'
import { describeBackup } from '../describeBackup.ts'
import { requireKey } from '../requireKey.ts'

export const addBackup: AddCommand = (program, act) => {
  const backup = program
    .command('backup')
    .description('copies the database, also while Skrin runs; the key stays out of it')
    .action(act((cli) => backUp(cli)))
  backup
    .command('list')
    .description('lists the backups in the backup folder')
    .option('--json', 'as JSON')
    .action(act(async (cli, { json }: { json?: boolean }) => list(cli, json === true)))
}

async function backUp(cli: Cli): Promise<ExitCode> {
  const { config, clock } = cli
  const { path, manifest } = await cli.withDatabase(async (db) => {
    // Sealed with another key, the household's own would call the backup changed.
    const masterKey = await requireKey(cli, db)
    return makeBackup({ config, db, clock, masterKey }, 'asked').catch((cause: unknown) => {
      throw toCliError(config.backups.dir, cause)
    })
  })
  cli.print(`${path} (${describeBackup(manifest)})`)
  cli.tell(
    'The key is not in it. Keep the key in another place: with the backup alone nobody opens a bank, and without the key you do not either.',
  )
  return 0
}

function toCliError(dir: string, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause)) return cause
  return new CliError(`no backup could be made in ${dir} (${String(cause.code)})`, { cause })
}

function list(cli: Cli, isJson: boolean): ExitCode {
  const backups = listBackups(cli.config.backups.dir)
  if (isJson) {
    cli.print(JSON.stringify(backups, null, 2))
    return 0
  }
  for (const { name, manifest } of backups) cli.print(`${name}  ${describeBackup(manifest)}`)
  if (backups.length === 0) cli.tell(`There is no backup in ${cli.config.backups.dir} yet.`)
  return 0
}

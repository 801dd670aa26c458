import { Option } from 'commander'
import type { Secret } from '../../config/secret.ts'
import { CopyError, copyHousehold } from '../../store/copyTables.ts'
import { openPostgresDatabase, openSqliteDatabase } from '../../store/database.ts'
import type { Database } from '../../store/database.ts'
import { CliError } from '../cli.ts'
import type { AddCommand, Cli, ExitCode } from '../cli.ts'
import { requireFile } from '../openHousehold.ts'
import { requireAlone } from '../requireAlone.ts'
import { requireKey } from '../requireKey.ts'

type Direction = 'postgres' | 'sqlite'

export const addMoveDatabase: AddCommand = (program, act) => {
  program
    .command('move-database')
    .description(
      'copies the household between the data folder and SKRIN_DATABASE_URL; Skrin must be stopped',
    )
    .addOption(
      new Option('--to <engine>', 'where to').choices(['postgres', 'sqlite']).makeOptionMandatory(),
    )
    .action(act((cli, { to }: { to: Direction }) => move(cli, to)))
}

async function move(cli: Cli, to: Direction): Promise<ExitCode> {
  const { databaseUrl } = cli.secrets
  if (!databaseUrl) {
    throw new CliError('set SKRIN_DATABASE_URL: it is one of the two ends', { exitCode: 2 })
  }
  if (to === 'postgres') requireFile(cli.config)
  await using ends = await openEnds(cli, databaseUrl, to)
  const { source, target } = ends
  // What is moved must open where it goes: the same key is meant on both sides.
  await requireKey(cli, source)
  const copied = await alone(cli, source, () =>
    alone(cli, target, () => copyHousehold(source, target).catch(toCliError)),
  )
  for (const [table, { rows, checksum }] of Object.entries(copied))
    cli.print(`${table}: ${rows} rows, checksum ${checksum.slice(0, 16)}`)
  cli.tell(describeNext(cli, to))
  return 0
}

interface Ends extends AsyncDisposable {
  readonly source: Database
  readonly target: Database
}

async function openEnds({ config }: Cli, databaseUrl: Secret, to: Direction): Promise<Ends> {
  const sqlite = await openSqliteDatabase(config.dataDir)
  const postgres = await openPostgresDatabase(databaseUrl).catch(async (error: unknown) => {
    await sqlite.destroy()
    throw error
  })
  const [source, target] = to === 'postgres' ? [sqlite, postgres] : [postgres, sqlite]
  return {
    source,
    target,
    async [Symbol.asyncDispose]() {
      await Promise.all([sqlite.destroy(), postgres.destroy()])
    },
  }
}

function alone<T>({ clock }: Cli, db: Database, work: () => Promise<T>): Promise<T> {
  return requireAlone({ db, clock }, 'move-database', work)
}

function toCliError(error: unknown): never {
  throw error instanceof CopyError ? new CliError(error.message, { cause: error }) : error
}

function describeNext({ config }: Cli, to: Direction): string {
  return to === 'postgres'
    ? `Every row was read back and is the same. Start Skrin with SKRIN_DATABASE_URL as it is now; ${config.dataDir} keeps the database of before.`
    : `Every row was read back and is the same. Start Skrin without SKRIN_DATABASE_URL; PostgreSQL keeps the database of before.`
}

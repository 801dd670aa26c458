import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { nextKeyPath, switchKeys, writeNextKey } from '../../auth/keyFiles.ts'
import { keyPathOf } from '../../auth/masterKey.ts'
import { rotateKey } from '../../auth/rotateKey.ts'
import type { Rotated } from '../../auth/rotateKey.ts'
import { isKey } from '../../config/readConfig.ts'
import type { Database } from '../../store/database.ts'
import { CliError } from '../cli.ts'
import type { AddCommand, Cli, ExitCode } from '../cli.ts'
import { requireAlone } from '../requireAlone.ts'
import { requireKey } from '../requireKey.ts'

interface Options {
  readonly newKeyFile?: string
}

export const addRotateKey: AddCommand = (program, act) => {
  program
    .command('rotate-key')
    .description('seals everything with a new key; Skrin must be stopped')
    .option(
      '--new-key-file <path>',
      'where SKRIN_KEY holds the key: a file with the new one, instead of standard input',
    )
    .action(act((cli, options: Options) => rotate(cli, options)))
}

function rotate(cli: Cli, options: Options): Promise<ExitCode> {
  return cli.withDatabase((db) =>
    requireAlone({ db, clock: cli.clock }, 'rotate-key', async (): Promise<ExitCode> => {
      const from = await requireKey(cli, db)
      await (cli.secrets.key
        ? rotateGiven(cli, { db, from }, options)
        : rotateFile(cli, { db, from }))
      cli.tell('Everybody signs in anew. Backups made until now open with the old key only.')
      return 0
    }),
  )
}

interface Present {
  readonly db: Database
  readonly from: Buffer
}

/** First the new key, then the database, then the files' names: cut short anywhere, one of the two files opens it. */
async function rotateFile(cli: Cli, { db, from }: Present): Promise<void> {
  const path = keyPathOf(cli.config)
  const to = randomBytes(32)
  try {
    writeNextKey(path, to)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new CliError(
      `the new key cannot be written beside ${path} (${code}); nothing was changed`,
      { cause },
    )
  }
  const rotated = await rotateKey(db, { from, to }).catch((error: unknown) => {
    rmSync(nextKeyPath(path), { force: true })
    throw error
  })
  const old = switchKeys(path, cli.clock.now())
  tellRotated(cli, rotated)
  cli.print(`The old key is kept as ${old}: delete it once no backup needs it.`)
}

async function rotateGiven(cli: Cli, { db, from }: Present, options: Options): Promise<void> {
  const to = await readNewKey(cli, options)
  if (to.equals(from)) throw new CliError('the new key is the present one', { exitCode: 2 })
  tellRotated(cli, await rotateKey(db, { from, to }))
  cli.print(
    'Set SKRIN_KEY to the new key before Skrin starts again, and keep the old one for your backups.',
  )
}

async function readNewKey(cli: Cli, { newKeyFile }: Options): Promise<Buffer> {
  if (newKeyFile !== undefined && !existsSync(newKeyFile))
    throw new CliError('there is no file of that name with a new key', { exitCode: 2 })
  const text =
    newKeyFile === undefined
      ? await cli.readSecret('The new key, 32 bytes in base64')
      : readFileSync(newKeyFile, 'utf8').replace(/\r?\n$/, '')
  if (!isKey(text)) {
    throw new CliError(
      'the new key is not 32 bytes in base64; make one with: openssl rand -base64 32',
      {
        exitCode: 2,
      },
    )
  }
  return Buffer.from(text, 'base64')
}

function tellRotated(cli: Cli, { rewrapped, unopened }: Rotated): void {
  cli.print(`Sealed ${rewrapped} secrets with the new key.`)
  if (unopened > 0)
    cli.tell(
      `${unopened} did not open with the old key either and stay closed: connect those banks anew.`,
    )
}

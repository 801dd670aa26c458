import { Command, CommanderError } from 'commander'
import { KeyError } from '../auth/masterKey.ts'
import { readConfig } from '../config/readConfig.ts'
import { StartError } from '../startError.ts'
import { DatabaseUnavailableError } from '../store/databaseUnavailableError.ts'
import { CliError } from './cli.ts'
import type { Act, BareCli, Cli, CliEdge, ExitCode } from './cli.ts'
import { commands } from './commands.ts'
import { openHousehold } from './openHousehold.ts'
import { readSecret } from './readSecret.ts'

/** Runs one command; `args` without program names. Prints what went wrong in one line and gives the exit code. */
export async function runCli(args: readonly string[], edge: CliEdge): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  const { program, act } = createProgram(edge, (code) => {
    exitCode = code
  })
  for (const add of commands) add(program, act)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    return explain(edge, error)
  }
}

function createProgram(edge: CliEdge, end: (code: ExitCode) => void) {
  const program = new Command('skrin')
    .description('Looks after a Skrin: run it where Skrin runs, with the same environment.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void edge.stdout.write(text),
      writeErr: (text) => void edge.stderr.write(text),
    })
    .showHelpAfterError('(skrin --help lists the commands)')
  const bare = createBareCli(edge)
  const act: Act = (work) => act.bare((_, ...args) => work(toCli(bare), ...args))
  act.bare =
    (work) =>
    async (...args) => {
      end((await work(bare, ...args)) ?? 0)
    }
  return { program, act }
}

function createBareCli({ variables, ...edge }: CliEdge): BareCli {
  return {
    ...edge,
    settings: readConfig(variables, edge.banks),
    print: (line) => void edge.stdout.write(`${line}\n`),
    tell: (line) => void edge.stderr.write(`${line}\n`),
    readSecret: (question) => readSecret(edge, question),
  }
}

function toCli(bare: BareCli): Cli {
  const { settings } = bare
  if (!settings.ok) throw new CliError(settings.problems.join('\n'), { exitCode: 2 })
  const { config, secrets } = settings
  return {
    ...bare,
    config,
    secrets,
    async withDatabase(work) {
      const db = await openHousehold({ ...bare, config, secrets })
      try {
        return await work(db)
      } finally {
        await db.destroy()
      }
    },
  }
}

/** @throws what nobody foresaw: a defect, to be seen with its stack */
function explain({ stderr }: CliEdge, error: unknown): ExitCode {
  // commander has printed its own, help included.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (!isForeseen(error)) throw error
  stderr.write(`${error.message}\n`)
  return error instanceof CliError ? error.exitCode : 1
}

/** Also the system's own, as when a disk is full: their messages name files and nothing else. */
function isForeseen(error: unknown): error is Error {
  return (
    [CliError, StartError, KeyError, DatabaseUnavailableError].some(
      (kind) => error instanceof kind,
    ) ||
    (error instanceof Error && 'syscall' in error)
  )
}

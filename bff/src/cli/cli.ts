import type { Readable, Writable } from 'node:stream'
import type { Command } from 'commander'
import type { Bank } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'
import type { Config, Secrets } from '../config/config.ts'
import type { ConfigResult } from '../config/readConfig.ts'
import type { Database } from '../store/database.ts'

/** Where a command line ends and the world begins; tests bring their own. */
export interface CliEdge {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  readonly stdout: Writable
  readonly stderr: Writable
  readonly clock: Clock
  readonly banks: readonly Bank[]
}

/** What every command can use, whatever the configuration is. */
export interface BareCli extends Omit<CliEdge, 'variables'> {
  readonly settings: ConfigResult
  /** One line to standard output. */
  print(line: string): void
  /** One line to standard error: what a person should know, but a script should not read. */
  tell(line: string): void
  /**
   * A secret: typed unseen at a terminal, otherwise all of standard input without its last line break. Never an
   * argument, which every process of the machine can read.
   * @throws CliError (2) when nothing comes
   */
  readSecret(question: string): Promise<string>
}

/** What a command can use that needs a good configuration. */
export interface Cli extends BareCli {
  readonly config: Config
  readonly secrets: Secrets
  /**
   * Opens the household's database, brought up to date as a start of the program would, and closes it.
   * @throws CliError (1) when there is none yet: a command makes no household
   */
  withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T>
}

/** 0 good, 1 failed, 2 wrong use or configuration. */
export type ExitCode = 0 | 1 | 2

/** Ends a command with one line for the person who gave it. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exitCode: ExitCode

  constructor(message: string, options: ErrorOptions & { exitCode?: ExitCode } = {}) {
    super(message, options)
    this.exitCode = options.exitCode ?? 1
  }
}

/** Gives commander an action that receives the `Cli` first, then what commander parsed; its number is the exit code. */
export interface Act {
  <Args extends unknown[]>(
    work: (cli: Cli, ...args: Args) => Promise<ExitCode | void>,
  ): (...args: Args) => Promise<void>
  /** The same for a command that also runs with a wrong configuration. */
  bare<Args extends unknown[]>(
    work: (cli: BareCli, ...args: Args) => Promise<ExitCode | void>,
  ): (...args: Args) => Promise<void>
}

/**
 * One command, in a file of its own in `commands/`, with one line in `commands.ts`:
 *
 *     export const addGreet: AddCommand = (program, act) => {
 *       program
 *         .command('greet <name>')
 *         .description('says hello')
 *         .option('--loud', 'in capital letters')
 *         .action(act(async (cli, name: string, options: { loud?: boolean }) => { … }))
 *     }
 */
export type AddCommand = (program: Command, act: Act) => void

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, dirname, join, resolve } from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '..')

/** The environment in which tools of this project run: on the Node that runs us, whatever the machine has. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const bins = [join(projectRoot, 'node_modules/.bin'), dirname(process.execPath)]
  return { ...process.env, PATH: [...bins, process.env.PATH].join(delimiter) }
}

export interface CommandResult {
  readonly code: number
  /** What it printed, unless it printed to the terminal itself. */
  readonly output: string
}

/**
 * Runs a tool to its end. It gets a process group of its own, and what is left of that group is ended with it;
 * a signal to us ends it too.
 */
export async function runCommand(
  command: readonly [string, ...string[]],
  options: { cwd?: string; inherit?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd: options.cwd ?? projectRoot,
    env: { ...toolEnvironment(), ...options.env },
    stdio: [
      'ignore',
      ...(options.inherit ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)),
    ],
    detached: true,
  })
  let output = ''
  child.stdout?.on('data', (chunk) => (output += String(chunk)))
  child.stderr?.on('data', (chunk) => (output += String(chunk)))
  const endGroup = (signal: NodeJS.Signals) => signalGroup(child.pid, signal)
  const stopListening = onSignals((signal) => {
    endGroup(signal)
    process.exitCode = 130
  })
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code: code ?? 1, output }
  } finally {
    stopListening()
    endGroup('SIGKILL')
  }
}

function onSignals(listener: (signal: NodeJS.Signals) => void): () => void {
  process.on('SIGINT', listener).on('SIGTERM', listener)
  return () => process.off('SIGINT', listener).off('SIGTERM', listener)
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // Nobody of the group is left.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

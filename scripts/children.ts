import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from './runCommand.ts'

/** The programs that the launcher started; they end together. */
export interface Children {
  /** Starts a program of ours; what it prints passes through `onLine`, which returns what is to be shown. */
  start(
    script: string,
    options: { env: NodeJS.ProcessEnv; onLine?: (line: string) => boolean },
  ): ChildProcess
  /** Ends the latest first, and waits for each. */
  stopAll(signal: NodeJS.Signals): Promise<void>
}

export function createChildren(): Children {
  const running: ChildProcess[] = []
  return {
    start(script, { env, onLine }) {
      const child = fork(join(projectRoot, script), {
        env,
        execArgv: [],
        // A group of its own: Ctrl-C reaches us alone, and children are asked to end once, in order.
        detached: true,
        stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit', 'ipc'],
      })
      if (onLine && child.stdout) {
        createInterface({ input: child.stdout }).on('line', (line) => {
          if (onLine(line)) console.log(line)
        })
      }
      running.push(child)
      return child
    },
    async stopAll(signal) {
      for (const child of running.splice(0).reverse()) await stop(child, signal)
    },
  }
}

const PATIENCE_MS = 12_000

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return
  const ended = once(child, 'exit')
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
  await ended
  clearTimeout(timer)
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

/** The next message of a child, or null when it ends before it sends one. */
export async function nextMessage(child: ChildProcess): Promise<unknown> {
  const listening = new AbortController()
  const { signal } = listening
  try {
    const message = once(child, 'message', { signal }).then(([first]) => first as unknown)
    const exit = once(child, 'exit', { signal }).then(() => null)
    return await Promise.race([message, exit])
  } finally {
    listening.abort()
  }
}

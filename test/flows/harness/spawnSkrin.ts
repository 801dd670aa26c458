import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { systemEnv } from './systemEnv.ts'

const main = fileURLToPath(new URL('../../../bff/src/main.ts', import.meta.url))

export interface SpawnedSkrin {
  readonly url: string
  readonly process: ChildProcess
  /** Everything it printed, log included. */
  readonly output: () => string
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>
}

/** The real program in a process of its own, ready to answer. @throws with its output when it does not start */
export async function spawnSkrin(env: Readonly<Record<string, string>>): Promise<SpawnedSkrin> {
  const port = env['SKRIN_PORT'] ?? String(await findFreePort())
  const child = fork(main, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    env: {
      ...systemEnv,
      SKRIN_PORT: port,
      SKRIN_LOG_LEVEL: 'debug',
      // The banks are asked when a test wants it.
      SKRIN_SYNC: 'off',
      ...env,
    },
  })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const output = () => Buffer.concat(chunks).toString()
  const exited = once(child, 'exit')
  const ready = await Promise.race([once(child, 'message'), exited.then(() => null)])
  if (ready === null) throw new Error(`it did not start: ${output()}`)
  return {
    url: `http://localhost:${port}`,
    process: child,
    output,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
      return child.exitCode
    },
  }
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was free')
  return address.port
}

import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

const reporter = new URL('./reportCpu.ts', import.meta.url).href
const cpuReport = v.object({ cpu: v.object({ user: v.number(), system: v.number() }) })

/** A process whose processor time is measured. */
export interface Measured {
  readonly output: () => string
  /** Milliseconds from start to ready. */
  readonly startMs: number
  /** Processor time used so far, in milliseconds. */
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

export async function startMeasured(
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<Measured> {
  const startedAt = performance.now()
  const child: ChildProcess = fork(fileURLToPath(new URL(script, import.meta.url)), [], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: ['--import', reporter],
    env: { PATH: process.env['PATH'], ...env },
  })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const exited = once(child, 'exit')
  const first = await Promise.race([once(child, 'message'), exited.then(() => null)])
  if (first === null)
    throw new Error(`${script} did not start: ${Buffer.concat(chunks).toString()}`)
  return {
    startMs: performance.now() - startedAt,
    output: () => Buffer.concat(chunks).toString(),
    async cpuMs() {
      child.send('cpu')
      const [message] = await once(child, 'message')
      const { cpu } = v.parse(cpuReport, message)
      return (cpu.user + cpu.system) / 1000
    },
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

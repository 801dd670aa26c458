import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'

const program = fileURLToPath(new URL('postgresProcess.ts', import.meta.url))
const report = v.union([v.object({ url: v.string() }), v.object({ problem: v.string() })])

export interface PostgresServer {
  /** Of a user who may create databases. */
  readonly url: string
  stop(): Promise<void>
}

/** A PostgreSQL server of its own, on the loopback address. @throws Error with what it said when it does not start */
export async function startPostgres(): Promise<PostgresServer> {
  const child = fork(program, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] })
  const exited = once(child, 'exit')
  const message = await Promise.race([once(child, 'message'), exited.then(() => null)])
  const said = v.parse(report, message?.[0] ?? { problem: 'the process ended' })
  if ('problem' in said) throw new Error(`PostgreSQL does not start: ${said.problem}`)
  return {
    url: said.url,
    async stop() {
      child.disconnect()
      await exited
    },
  }
}

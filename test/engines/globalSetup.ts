import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type {} from '@skrin/bff/store/testDatabase'
import type { TestProject } from 'vitest/node'
import { openPostgresKeeper } from './postgresKeeper.ts'
import type { PostgresKeeper } from './postgresKeeper.ts'

/** One PostgreSQL server for a run, started by the first test that asks for a database; a run without such a test has none. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let keeper: Promise<PostgresKeeper> | undefined
  const serve = async (request: IncomingMessage): Promise<string> => {
    keeper ??= openPostgresKeeper(process.env['TEST_DATABASE_URL'] || undefined)
    const { create, drop } = await keeper
    if (request.method === 'POST') return create()
    await drop(await text(request))
    return ''
  }
  const server = createServer((request, response) => {
    serve(request).then(
      (answer) => response.end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  project.provide('postgresKeeper', `http://127.0.0.1:${address.port}`)
  return async () => {
    server.closeAllConnections()
    server.close()
    await (await keeper?.catch(() => undefined))?.close()
  }
}

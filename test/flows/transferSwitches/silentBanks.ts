import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startSandbox } from '../../sandbox/server.ts'

/** Every bank in one place that answers nothing of use, and remembers who knocked. */
export interface SilentBanks extends AsyncDisposable {
  /** The environment that points Skrin at it. */
  readonly env: Readonly<Record<string, string>>
  /** How many sockets were opened. */
  sockets(): number
  /** `METHOD /bank/path` of every request. */
  requests(): readonly string[]
  clear(): void
}

export async function startSilentBanks(): Promise<SilentBanks> {
  let sockets = 0
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    // Closed each time, so that every request shows as a socket too.
    response.writeHead(503, { connection: 'close' }).end()
  })
  server.on('connection', () => sockets++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  return {
    env: await borrowEnvironment(origin),
    sockets: () => sockets,
    requests: () => requests,
    clear() {
      sockets = 0
      requests.length = 0
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What the sandbox banks need to be told, with another address. */
async function borrowEnvironment(origin: string): Promise<Record<string, string>> {
  const sandbox = await startSandbox()
  await sandbox.close()
  return Object.fromEntries(
    Object.entries(sandbox.env).map(([name, value]) => [
      name,
      value.replace(sandbox.origin, origin),
    ]),
  )
}

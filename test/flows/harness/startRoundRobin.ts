import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface RoundRobin {
  /** How many requests each target answered, in their order. */
  readonly answered: readonly number[]
  close(): Promise<void>
}

/**
 * A load balancer as simple as they come: each request goes to the next of the targets, or to the one after it where
 * nobody listens. A request that was cut off in the middle is answered with 502 and never sent again.
 */
export async function startRoundRobin(
  port: number,
  targets: readonly string[],
): Promise<RoundRobin> {
  const answered = targets.map(() => 0)
  let next = 0
  const pass = async (req: IncomingMessage, res: ServerResponse) => {
    const body = await readBody(req)
    for (let tried = 0; tried < targets.length; tried++) {
      const index = next++ % targets.length
      const outcome = await send(targets[index] ?? '', { req, res, body })
      if (outcome === 'answered') answered[index] = (answered[index] ?? 0) + 1
      if (outcome !== 'nobody there') return
    }
    res.writeHead(502).end()
  }
  const server = createServer((req, res) => void pass(req, res))
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return {
    answered,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

type Outcome = 'answered' | 'cut off' | 'nobody there'

function send(
  target: string,
  { req, res, body }: { req: IncomingMessage; res: ServerResponse; body: Buffer },
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  const { hostname, port } = new URL(target)
  const options = { hostname, port, path: req.url, method: req.method, headers: req.headers }
  const upstream = httpRequest({ ...options, agent: false }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(res)
    answer.on('end', () => resolve('answered'))
  })
  upstream.on('error', (error) => {
    if ('code' in error && error.code === 'ECONNREFUSED') return resolve('nobody there')
    if (!res.headersSent) res.writeHead(502)
    res.end()
    resolve('cut off')
  })
  upstream.end(body)
  return promise
}

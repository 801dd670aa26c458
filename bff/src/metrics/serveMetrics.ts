import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { toAddress } from '../config/readOperations.ts'
import type { MetricsConfig } from '../config/config.ts'
import type { Log } from '../log.ts'
import { StartError } from '../startError.ts'
import type { Metrics } from './metrics.ts'

const loopback = ['127.0.0.1', 'localhost', '::1']

/** `GET /metrics` on an address of its own: nothing of it is on the port that the household uses. @throws StartError */
export async function serveMetrics(
  { metrics, log }: { metrics: Metrics; log: Log },
  address: MetricsConfig,
): Promise<Server> {
  const server = createServer((req, res) => {
    if (req.method !== 'GET' || req.url !== '/metrics') return res.writeHead(404).end()
    metrics.render().then(
      (text) => res.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      (error: unknown) => {
        log.error({ event: 'metrics.failed', error })
        res.writeHead(503).end()
      },
    )
  })
  server.requestTimeout = 15_000
  await listen(server, address)
  // Whoever reaches it may read it: allowed, but not without a word.
  if (!loopback.includes(address.host)) log.warn({ event: 'metrics.public' })
  return server
}

async function listen(server: Server, address: MetricsConfig): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(address.port, address.host, resolve)
  try {
    await promise
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new StartError(
      `metrics cannot be served on SKRIN_METRICS_ADDR ${toAddress(address)} (${code})`,
      { cause },
    )
  }
  server.off('error', reject)
}

import { Pool } from 'undici'

export interface Target {
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface LoadResult {
  readonly requests: number
  readonly wallMs: number
  /** Median and 99th percentile of a request, in milliseconds. */
  readonly p50: number
  readonly p99: number
}

/** A bounded number of requests over a bounded number of connections. @throws at the first answer that is not 200 */
export async function load(
  target: Target,
  { requests, parallel }: { requests: number; parallel: number },
): Promise<LoadResult> {
  const pool = new Pool(target.origin, { connections: parallel })
  const latencies: number[] = []
  let left = requests
  const startedAt = performance.now()
  const worker = async () => {
    while (left-- > 0) {
      const sentAt = performance.now()
      const { statusCode, body } = await pool.request({
        path: target.path,
        method: 'GET',
        headers: target.headers,
      })
      await body.dump()
      if (statusCode !== 200)
        throw new Error(`${target.origin}${target.path} answered ${statusCode}`)
      latencies.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  const wallMs = performance.now() - startedAt
  await pool.close()
  latencies.sort((a, b) => a - b)
  return { requests, wallMs, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) }
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}

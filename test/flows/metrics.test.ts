import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { createBrowser } from './harness/browser.ts'
import { findFreePort, spawnSkrin } from './harness/spawnSkrin.ts'
import type { SpawnedSkrin } from './harness/spawnSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const bank = 'sparebank1'
let dataDir: string
let sandbox: Sandbox
let skrin: SpawnedSkrin
let address: string

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'skrin-metrics-'))
  const jonas = { id: 'jonas', name: 'Jonas', role: 'owner' }
  writeFileSync(join(dataDir, 'demo.json'), JSON.stringify({ members: [jonas] }))
  sandbox = await startSandbox()
  address = `127.0.0.1:${await findFreePort()}`
})
afterEach(async () => {
  await sandbox.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const spawn = (env: Record<string, string> = {}) =>
  spawnSkrin({ ...sandbox.env, SKRIN_DATA_DIR: dataDir, SKRIN_DEMO: 'on', ...env })

async function readMetrics(): Promise<string> {
  const answer = await fetch(`http://${address}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  return answer.text()
}

it('are served on an address of their own, without a name or an id', async () => {
  skrin = await spawn({ SKRIN_METRICS_ADDR: address })
  const jonas = createBrowser(skrin.url)
  await jonas.api('POST', '/session', { member: 'jonas' })
  const connection = await connectBank(jonas, bank, 'Jonas')
  const accounts = await jonas.api('GET', '/accounts')
  await jonas.api('GET', '/nowhere')

  const text = await readMetrics()
  const elsewhere = await fetch(`http://${address}/healthz`)
  const onMainPort = await createBrowser(skrin.url).visit('/metrics')
  await skrin.stop()

  expect(text).toMatch(
    /^skrin_requests_total\{method="GET",route="\/api\/accounts",status="200"\} 1$/m,
  )
  expect(text).toMatch(/^skrin_request_duration_seconds_count\{route="\/api\/accounts"\} 1$/m)
  expect(text).toMatch(
    new RegExp(`^skrin_bank_calls_total\\{bank="${bank}",result="200"\\} [1-9]`, 'm'),
  )
  expect(text).toContain(`skrin_connections{bank="${bank}",status="working"} 1`)
  expect(text).toMatch(
    new RegExp(`^skrin_bank_last_good_answer_age_seconds\\{bank="${bank}"\\} \\d`, 'm'),
  )
  expect(text).toMatch(new RegExp(`^skrin_bank_renewal_days\\{bank="${bank}"\\} \\d`, 'm'))
  expect(text).toContain(`skrin_sync_rounds_total{bank="${bank}",result="ok"} `)
  expect(text).toMatch(/^skrin_sync_late_seconds 0$/m)
  expect(text).toMatch(/^skrin_database_bytes [1-9]/m)
  expect(text).toMatch(/^process_cpu_seconds_total /m)
  const named = [
    'Jonas',
    'jonas',
    connection,
    ...accounts.text.matchAll(/"(?:id|number)":"([^"]+)"/g),
  ]
  for (const name of named.map((match) => (typeof match === 'string' ? match : (match[1] ?? ''))))
    expect(text).not.toContain(name)
  expect(elsewhere.status).toBe(404)
  expect(onMainPort.text).not.toContain('skrin_requests_total')
})

it('count what went wrong', async () => {
  skrin = await spawn({ SKRIN_METRICS_ADDR: address })
  const jonas = createBrowser(skrin.url)
  await jonas.api('POST', '/session', { member: 'jonas' })
  await connectBank(jonas, bank, 'Jonas')
  sandbox.faults.set({ bank, operation: '*', kind: 'unavailable' })
  await jonas.api('GET', '/accounts')

  const text = await readMetrics()
  await skrin.stop()

  expect(text).toMatch(
    new RegExp(`^skrin_bank_calls_total\\{bank="${bank}",result="503"\\} [1-9]`, 'm'),
  )
})

it('are not served unless asked for', async () => {
  skrin = await spawn()

  await expect(fetch(`http://${address}/metrics`)).rejects.toThrow()
  await skrin.stop()
})

it('stop the start when their address is taken, in one line', async () => {
  const [host, port] = address.split(':')
  const other = createServer().listen(Number(port), host)
  await once(other, 'listening')

  await expect(spawn({ SKRIN_METRICS_ADDR: address })).rejects.toThrow(
    `metrics cannot be served on SKRIN_METRICS_ADDR ${address} (EADDRINUSE)`,
  )
  other.close()
})

it('say in the log that others may read them, where that is so', async () => {
  skrin = await spawn({ SKRIN_METRICS_ADDR: `0.0.0.0:${address.split(':')[1]}` })

  await readMetrics()
  await skrin.stop()

  expect(skrin.output()).toContain('metrics.public')
})

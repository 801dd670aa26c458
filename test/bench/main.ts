import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../flows/harness/spawnSkrin.ts'
import { createBrowser } from '../flows/harness/browser.ts'
import { connectAnswer } from '@skrin/shared/api/connections'
import { load, median } from './load.ts'
import type { LoadResult, Target } from './load.ts'
import { startMeasured } from './measured.ts'
import type { Measured } from './measured.ts'
import { printFinding } from './findHistory.ts'
import { printFirstPaint } from './firstPaint.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const REQUESTS = Number(process.env['BENCH_REQUESTS'] ?? 1500)
const PARALLEL = 16
const PASSWORD = 'a long and private sentence'

interface Contender {
  readonly name: string
  readonly process: Measured
  readonly targets: Readonly<Record<string, Target>>
}

interface Sample {
  readonly perCpuSecond: number
  readonly result: LoadResult
}

const folder = mkdtempSync(join(tmpdir(), 'skrin-bench-'))
const upstreamPort = String(await findFreePort())
const upstreamOrigin = `http://127.0.0.1:${upstreamPort}`
const upstream = await startMeasured('./upstream.ts', { PORT: upstreamPort })
const running = [upstream]
try {
  const contenders = [direct(), await startPlain(), await startSkrin()]
  running.push(...contenders.slice(1).map(({ process }) => process))
  await measure(contenders)
  await printFirstPaint()
  await printFinding()
} finally {
  for (const measured of running.reverse()) await measured.stop()
  rmSync(folder, { recursive: true, force: true })
}

function direct(): Contender {
  const headers = { accept: 'application/json' }
  return {
    name: 'direct to the bank',
    process: upstream,
    targets: {
      '2 kB': { origin: upstreamOrigin, path: '/accounts', headers },
      '60 kB': { origin: upstreamOrigin, path: '/accounts/1/transactions', headers },
    },
  }
}

async function startPlain(): Promise<Contender> {
  const port = String(await findFreePort())
  const origin = `http://localhost:${port}`
  const process = await startMeasured('./plain.ts', {
    PORT: port,
    UPSTREAM: upstreamOrigin,
    DATA_DIR: join(folder, 'plain'),
  })
  const answer = await createBrowser(origin).send({ method: 'POST', path: '/sign-in' })
  const cookie = String(answer.headers['set-cookie']?.[0]?.split(';', 1)[0])
  return {
    name: 'plain stack',
    process,
    targets: {
      '2 kB': { origin, path: '/bank/accounts', headers: { cookie } },
      '60 kB': { origin, path: '/bank/accounts/1/transactions', headers: { cookie } },
    },
  }
}

/** The real program: set up, signed in and connected as a person would. */
async function startSkrin(): Promise<Contender> {
  const port = String(await findFreePort())
  const origin = `http://localhost:${port}`
  const process = await startMeasured('../../bff/src/main.ts', {
    SKRIN_PORT: port,
    SKRIN_DATA_DIR: join(folder, 'skrin'),
    SKRIN_DEMO: 'off',
    SKRIN_SEB_CLIENT_ID: 'client-1',
    SKRIN_SEB_CLIENT_SECRET: 'client-secret-1',
    SKRIN_SEB_AUTH_URL: upstreamOrigin,
    SKRIN_SEB_API_URL: upstreamOrigin,
  })
  const browser = createBrowser(origin)
  const firstAt = performance.now()
  await browser.visit('/healthz')
  console.log(
    `start to ready ${process.startMs.toFixed(0)} ms, ready to first answer ${(performance.now() - firstAt).toFixed(0)} ms`,
  )
  const code = /one-time code: (\S+)/.exec(process.output())?.[1]
  await browser.api('POST', '/setup', { code, name: 'Ingrid', password: PASSWORD })
  await browser.api('POST', '/session', { name: 'Ingrid', password: PASSWORD })
  const started = (await browser.api('POST', '/connections', { bank: 'seb' })).parse(connectAnswer)
  if (!('redirectTo' in started)) throw new Error('the bank has no page')
  const back = await fetch(started.redirectTo, { redirect: 'manual' })
  const callback = new URL(back.headers.get('location') ?? '')
  const done = await browser.visit(callback.pathname + callback.search)
  const id = new URLSearchParams(done.headers.location?.split('?', 2)[1]).get('connection')
  if (id === null) throw new Error(`connecting ended at ${done.headers.location ?? 'nothing'}`)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers = { cookie, 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }
  const base = `/api/connections/${id}/bank/accounts`
  return {
    name: 'Skrin',
    process,
    targets: {
      '2 kB': { origin, path: base, headers },
      '60 kB': { origin, path: `${base}/1/transactions`, headers },
    },
  }
}

/** All contenders in turn, several rounds, so that a noisy moment hits each alike. */
async function measure(contenders: readonly Contender[]): Promise<void> {
  for (const size of ['2 kB', '60 kB']) {
    const samples = new Map(contenders.map(({ name }) => [name, [] as Sample[]]))
    for (const contender of contenders) await sample(contender, size)
    for (let round = 0; round < ROUNDS; round++) {
      for (const contender of contenders)
        samples.get(contender.name)?.push(await sample(contender, size))
    }
    print(size, samples)
  }
}

async function sample({ process, targets }: Contender, size: string): Promise<Sample> {
  const target = targets[size]
  if (!target) throw new Error(`no target for ${size}`)
  const before = await process.cpuMs()
  const result = await load(target, { requests: REQUESTS, parallel: PARALLEL })
  const cpuMs = (await process.cpuMs()) - before
  return { perCpuSecond: (result.requests / cpuMs) * 1000, result }
}

function print(size: string, samples: ReadonlyMap<string, readonly Sample[]>): void {
  const plain = median((samples.get('plain stack') ?? []).map(({ perCpuSecond }) => perCpuSecond))
  console.log(
    `\nAnswer of ${size}, ${ROUNDS} rounds of ${REQUESTS} requests, ${PARALLEL} at a time (medians)`,
  )
  for (const [name, rows] of samples) {
    const perCpuSecond = median(rows.map((row) => row.perCpuSecond))
    const perSecond = median(rows.map(({ result }) => (result.requests / result.wallMs) * 1000))
    const p50 = median(rows.map(({ result }) => result.p50))
    const p99 = median(rows.map(({ result }) => result.p99))
    console.log(
      `  ${name.padEnd(20)} ${perCpuSecond.toFixed(0).padStart(7)} per CPU second  ${(perCpuSecond / plain).toFixed(2).padStart(5)} x plain` +
        `  ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`,
    )
  }
}

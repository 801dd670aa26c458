import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@skrin/bff/config/secret'
import { openPostgresDatabase, openSqliteDatabase } from '@skrin/bff/store/database'
import type { Database } from '@skrin/bff/store/database'
import { engineOf } from '@skrin/bff/store/engine'
import { sql } from 'kysely'
import { startPostgres } from '../engines/startPostgres.ts'
import { createBrowser } from '../flows/harness/browser.ts'
import type { Browser } from '../flows/harness/browser.ts'
import { findFreePort } from '../flows/harness/spawnSkrin.ts'
import { percentile } from './load.ts'
import { startMeasured } from './measured.ts'
import type { Measured } from './measured.ts'
import { printPage } from './openPage.ts'
import { LAST_DAY, seedHistory } from './seedHistory.ts'

const SIZES = (process.env['BENCH_SIZES'] ?? '2000,20000,200000').split(',').map(Number)
const ROUNDS = 40
const WARM_UP = 5
const PASSWORD = 'a long and private sentence'

const list = (q = '') => `/transactions?prefer=cache&limit=100${q && `&q=${encodeURIComponent(q)}`}`
const totals = (q = '') => `/transactions/totals?${q && `q=${encodeURIComponent(q)}`}`
/** What is asked, and how long the slowest of twenty may take with 200,000 rows, in milliseconds. */
const questions: readonly (readonly [name: string, path: string, aimMs: number | null])[] = [
  ['first page', list(), 30],
  ['search: common word', list('rema'), 50],
  ['search: every row', list('visa'), 50],
  ['search: rare words', list('andersen remsen'), 50],
  ['search: no such word', list('qwertz'), 50],
  ['search: beginning', list('vin'), 50],
  ['search: amount', list('1 249,50'), 50],
  ['search: large amounts', list('amount>10000'), 50],
  ['search: combined', list('kiwi amount>500 -oslo bank:seb'), 50],
  ['search: years ago', list('2018 circle'), 50],
  ['totals', totals(), null],
  ['totals: common word', totals('rema'), null],
  ['totals: large amounts', totals('amount>10000'), null],
  ['twelve months by category', `/insights/categories?from=2025-04-01&to=${LAST_DAY}`, 150],
]

/** The median and the 95th percentile of each question and the program's processor time for it, on both engines, as the history grows. */
export async function printFinding(): Promise<void> {
  const postgres = await startPostgres()
  try {
    await printEngine('SQLite', null)
    await printEngine('PostgreSQL', postgres.url)
  } finally {
    await postgres.stop()
  }
}

async function printEngine(name: string, serverUrl: string | null): Promise<void> {
  const columns: Map<string, Sample>[] = []
  for (const count of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'skrin-bench-find-'))
    try {
      columns.push(await measure({ folder, serverUrl, count }))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  console.log(
    `\nFinding on ${name}, milliseconds over HTTP: p50 / p95 of ${ROUNDS} (processor time of the program)`,
  )
  const heads = SIZES.map((count) => `${count.toLocaleString('en')} rows`.padStart(26)).join('')
  console.log(`  ${''.padEnd(28)}${heads}   growth    aim`)
  for (const [question, , aimMs] of questions) {
    const samples = columns.map(
      (column) => column.get(question) ?? { p50: NaN, p95: NaN, cpu: NaN },
    )
    const growth = (samples.at(-1)?.p50 ?? NaN) / (samples[0]?.p50 ?? NaN)
    const cells = samples.map(({ p50, p95, cpu }) =>
      `${p50.toFixed(1)} / ${p95.toFixed(1)} (${cpu.toFixed(1)})`.padStart(26),
    )
    const aim = aimMs === null ? '' : `< ${aimMs}`
    console.log(
      `  ${question.padEnd(28)}${cells.join('')}  ${growth.toFixed(1).padStart(5)} x  ${aim.padStart(5)}`,
    )
  }
}

interface Sample {
  readonly p50: number
  readonly p95: number
  readonly cpu: number
}

interface Place {
  readonly folder: string
  /** null: SQLite in the folder. */
  readonly serverUrl: string | null
  readonly count: number
}

/** The real program, set up and signed in as a person would be, with a history put beneath it. */
async function measure({ folder, serverUrl, count }: Place): Promise<Map<string, Sample>> {
  const port = String(await findFreePort())
  const databaseUrl = serverUrl === null ? null : await createDatabase(serverUrl)
  const program = await startMeasured('../../bff/src/main.ts', {
    SKRIN_PORT: port,
    SKRIN_DATA_DIR: folder,
    SKRIN_DEMO: 'off',
    SKRIN_SYNC: 'off',
    ...(databaseUrl !== null && {
      SKRIN_DATABASE_URL: databaseUrl,
      SKRIN_KEY: Buffer.alloc(32, 'bench key').toString('base64'),
    }),
  })
  try {
    const browser = createBrowser(`http://localhost:${port}`)
    const code = /one-time code: (\S+)/.exec(program.output())?.[1]
    await browser.api('POST', '/setup', { code, name: 'Ingrid', password: PASSWORD })
    await browser.api('POST', '/session', { name: 'Ingrid', password: PASSWORD })
    const db = databaseUrl
      ? await openPostgresDatabase(new Secret(databaseUrl))
      : await openSqliteDatabase(folder)
    await seed(db, count)
    const samples = await ask(browser, program)
    if (serverUrl === null && count === SIZES.at(-1))
      await printPage(`http://localhost:${port}`, browser.cookies)
    return samples
  } finally {
    await program.stop()
  }
}

async function createDatabase(serverUrl: string): Promise<string> {
  const name = `bench_${Math.random().toString(36).slice(2)}`
  const admin = await openPostgresDatabase(new Secret(serverUrl))
  await sql`create database ${sql.id(name)}`.execute(admin)
  await admin.destroy()
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function seed(db: Database, count: number): Promise<void> {
  const { id } = await db.selectFrom('members').select('id').executeTakeFirstOrThrow()
  await seedHistory(db, { member: id, count })
  // What PostgreSQL does by itself within a minute.
  if (engineOf(db) === 'postgres') await sql`analyze`.execute(db)
  await db.destroy()
}

/** One after the other; the first ones warm up. */
async function ask(browser: Browser, program: Measured): Promise<Map<string, Sample>> {
  const samples = new Map<string, Sample>()
  for (const [name, path] of questions) {
    const times: number[] = []
    let cpuBefore = 0
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      if (round === 0) cpuBefore = await program.cpuMs()
      const startedAt = performance.now()
      const { status } = await browser.api('GET', path)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
      if (round >= 0) times.push(performance.now() - startedAt)
    }
    const cpu = ((await program.cpuMs()) - cpuBefore) / ROUNDS
    times.sort((a, b) => a - b)
    samples.set(name, { p50: percentile(times, 0.5), p95: percentile(times, 0.95), cpu })
  }
  return samples
}

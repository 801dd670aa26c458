import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createSealer } from '@skrin/bff/auth/sealing'
import { VAULT_PURPOSE, createVault } from '@skrin/bff/auth/vault'
import type { Grant } from '@skrin/bff/auth/vault'
import { sha256 } from '@skrin/bff/ids'
import { openSqliteDatabase } from '@skrin/bff/store/database'
import type { Database } from '@skrin/bff/store/database'
import { insertTestConnection, insertTestMember } from '@skrin/bff/store/testRows'
import { connectionId, memberId } from '@skrin/shared/api/primitives'
import { session } from '@skrin/shared/api/session'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createBrowser } from './harness/browser.ts'
import type { Browser } from './harness/browser.ts'
import type { Told } from './harness/keepWriting.ts'
import { findFreePort, spawnSkrin } from './harness/spawnSkrin.ts'
import type { SpawnedSkrin } from './harness/spawnSkrin.ts'
import { systemEnv } from './harness/systemEnv.ts'

/** Killed 50 times in all: most of it the store alone, which starts four times as fast as the whole program. */
const KILLS_OF_STORE = 40
const KILLS_OF_PROGRAM = 10
/** A round ends after up to so many answers, and a moment that is as long as the next few take. */
const MOST_ANSWERS = 12
const MOMENT_MS = 10

const writer = fileURLToPath(new URL('harness/keepWriting.ts', import.meta.url))
const ingrid = v.parse(memberId, 'ingrid')
const connections = ['connection-1', 'connection-2', 'connection-3']
const masterKey = Buffer.alloc(32, 'the key')
let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'skrin-killed-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Any moment of the load, whatever the speed of the machine. */
async function waitForMoment(countAnswers: () => number): Promise<void> {
  const enough = countAnswers() + Math.ceil(Math.random() * MOST_ANSWERS)
  while (countAnswers() < enough) await delay(1)
  await delay(Math.random() * MOMENT_MS)
}

async function makeConnections(): Promise<void> {
  const db = await openSqliteDatabase(dataDir)
  const vault = createVault(db, createSealer(masterKey, VAULT_PURPOSE))
  const first: Grant = { accessToken: '0', usableUntil: 0, refreshToken: '0', consentId: null }
  await insertTestMember(db, ingrid)
  for (const id of connections.map((text) => v.parse(connectionId, text))) {
    await insertTestConnection(db, { id, member: ingrid, bank: 'seb' })
    await vault.put({ connection: id, member: ingrid }, first)
  }
  await db.destroy()
}

interface Kept {
  readonly integrity: string[]
  readonly sessions: string[]
  /** How often each connection's token was rotated, as last told. */
  readonly rotations: Map<string, number>
}

/** One process that writes until it is killed, its words added to `kept`. */
async function killStore(kept: Kept): Promise<void> {
  const child = fork(writer, [dataDir, ...connections], {
    execArgv: [],
    env: systemEnv,
  })
  const exited = once(child, 'exit')
  child.on('message', (told: Told) => {
    if (told.integrity !== undefined) kept.integrity.push(told.integrity)
    if (told.session !== undefined) kept.sessions.push(told.session)
    if (told.rotated) kept.rotations.set(told.rotated.connection, told.rotated.count)
  })
  await Promise.race([waitForMoment(() => kept.sessions.length), exited])
  child.kill('SIGKILL')
  expect(await exited).toEqual([null, 'SIGKILL'])
}

/** As the vault has it now. */
async function readRotations(db: Database): Promise<Map<string, number>> {
  const vault = createVault(db, createSealer(masterKey, VAULT_PURPOSE))
  const rotations = new Map<string, number>()
  for (const id of connections) {
    const row = await vault.read(v.parse(connectionId, id))
    rotations.set(id, Number(row?.grant?.refreshToken ?? Number.NaN))
  }
  return rotations
}

it(
  `killed with SIGKILL ${KILLS_OF_STORE} times under load, the store has every session and every rotated token that it told of`,
  { timeout: 180_000 },
  async () => {
    const kept: Kept = { integrity: [], sessions: [], rotations: new Map() }
    await makeConnections()

    for (let kill = 0; kill < KILLS_OF_STORE; kill++) await killStore(kept)

    const db = await openSqliteDatabase(dataDir)
    const rows = await db.selectFrom('sessions').select('id_hash').execute()
    const rotations = await readRotations(db)
    await db.destroy()
    const there = new Set(rows.map(({ id_hash }) => id_hash))
    expect(kept.integrity).toEqual(Array.from({ length: KILLS_OF_STORE }, () => 'ok'))
    expect(kept.sessions.length).toBeGreaterThan(KILLS_OF_STORE)
    expect(kept.sessions.filter((id) => !there.has(sha256(id)))).toEqual([])
    // One more may be kept than was told of: the word itself was cut off.
    for (const [id, told] of kept.rotations) expect([told, told + 1]).toContain(rotations.get(id))
  },
)

/** Sessions whose beginning was acknowledged, oldest first, and those whose end was too. */
interface Acknowledged {
  readonly begun: Browser[]
  readonly ended: Browser[]
  answers: number
}

/** Somebody who comes and goes until the program is gone; noted only once the answer has arrived. */
async function comeAndGo(skrin: SpawnedSkrin, acknowledged: Acknowledged): Promise<void> {
  const { begun, ended } = acknowledged
  try {
    for (;;) {
      const browser = createBrowser(skrin.url)
      expect((await browser.api('POST', '/session', { member: 'ingrid' })).status).toBe(200)
      begun.push(browser)
      const leaving = ++acknowledged.answers % 3 === 0 ? begun.shift() : undefined
      if (!leaving) continue
      expect((await leaving.api('DELETE', '/session')).status).toBe(204)
      ended.push(leaving)
    }
  } catch (error) {
    // What was under way may have been done or not: nobody was told.
    if (!skrin.process.killed) throw error
  }
}

/** As Skrin left it after taking up what the one before it left. */
function checkIntegrity(): string {
  const database = new DatabaseSync(join(dataDir, 'skrin.db'), { timeout: 10_000 })
  try {
    return String(database.prepare('PRAGMA integrity_check').get()?.['integrity_check'])
  } finally {
    database.close()
  }
}

async function listMembers(browsers: readonly Browser[]): Promise<(string | undefined)[]> {
  const answers = await Promise.all(browsers.map((browser) => browser.api('GET', '/session')))
  return answers.map((answer) => answer.parse(session).member?.id)
}

it(
  `killed with SIGKILL ${KILLS_OF_PROGRAM} times under load, the program knows who came and who went`,
  { timeout: 180_000 },
  async () => {
    const people = { members: [{ id: 'ingrid', name: 'Ingrid', role: 'owner' }] }
    writeFileSync(join(dataDir, 'demo.json'), JSON.stringify(people))
    const port = String(await findFreePort())
    const start = () =>
      spawnSkrin({
        SKRIN_DATA_DIR: dataDir,
        SKRIN_DEMO: 'on',
        SKRIN_PORT: port,
      })
    const acknowledged: Acknowledged = { begun: [], ended: [], answers: 0 }
    const integrity: string[] = []

    for (let kill = 0; kill < KILLS_OF_PROGRAM; kill++) {
      const skrin = await start()
      integrity.push(checkIntegrity())
      const load = Promise.all([1, 2, 3, 4].map(() => comeAndGo(skrin, acknowledged)))
      await Promise.race([waitForMoment(() => acknowledged.answers), load])
      await skrin.kill()
      await load
    }

    const skrin = await start()
    integrity.push(checkIntegrity())
    const here = await listMembers(acknowledged.begun)
    const gone = await listMembers(acknowledged.ended)
    await skrin.stop()
    expect(integrity).toEqual(Array.from({ length: KILLS_OF_PROGRAM + 1 }, () => 'ok'))
    expect(here.length).toBeGreaterThan(KILLS_OF_PROGRAM)
    expect(gone.length).toBeGreaterThan(0)
    expect(new Set(here)).toEqual(new Set(['ingrid']))
    expect(new Set(gone)).toEqual(new Set([undefined]))
  },
)

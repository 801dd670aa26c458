import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { readKeyFile } from '@skrin/bff/auth/masterKey'
import { openSqliteDatabase } from '@skrin/bff/store/database'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import { problem } from '@skrin/shared/api/problem'
import type { ConnectionId } from '@skrin/shared/brand'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SpareBank1Sandbox } from '../sandbox/banks/sparebank1/sparebank1.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { createBrowser } from './harness/browser.ts'
import type { Browser } from './harness/browser.ts'
import { expireGrant } from './harness/expireGrant.ts'
import { findFreePort, spawnSkrin } from './harness/spawnSkrin.ts'
import type { SpawnedSkrin } from './harness/spawnSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const bank = 'sparebank1'
let dataDir: string
let sandbox: Sandbox
let sb1: SpareBank1Sandbox
let running: SpawnedSkrin[]
let publicUrl: string

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'skrin-two-'))
  writeFileSync(
    join(dataDir, 'demo.json'),
    JSON.stringify({ members: [{ id: 'ingrid', name: 'Ingrid', role: 'owner' }] }),
  )
  sandbox = await startSandbox()
  sb1 = sandbox.banks.get(bank) as SpareBank1Sandbox
  running = []
  publicUrl = `http://localhost:${await findFreePort()}`
})
afterEach(async () => {
  for (const { process } of running) process.kill('SIGKILL')
  await sandbox.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Another replica: its own port, the same public address and data folder. */
async function spawn(port?: number): Promise<SpawnedSkrin> {
  const skrin = await spawnSkrin({
    ...sandbox.env,
    SKRIN_DATA_DIR: dataDir,
    SKRIN_DEMO: 'on',
    SKRIN_PUBLIC_URL: publicUrl,
    SKRIN_PORT: String(port ?? (await findFreePort())),
  })
  running.push(skrin)
  return skrin
}

async function signIn(skrin: SpawnedSkrin): Promise<Browser> {
  const browser = createBrowser(skrin.url)
  const answer = await browser.send({
    method: 'POST',
    path: '/api/session',
    headers: { 'x-csrf': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
    body: '{"member":"ingrid"}',
  })
  expect(answer.status).toBe(200)
  return browser
}

/** The same browser, its requests sent to another replica. */
function through(skrin: SpawnedSkrin, browser: Browser): Browser {
  const other = createBrowser(skrin.url)
  for (const [name, value] of browser.cookies) other.cookies.set(name, value)
  return other
}

async function expire(connection: ConnectionId): Promise<void> {
  const masterKey = readKeyFile(join(dataDir, 'skrin.key'))
  if (!masterKey) throw new Error('no key')
  const db = await openSqliteDatabase(dataDir)
  await expireGrant({ db, masterKey }, connection)
  await db.destroy()
}

const refreshes = () =>
  sandbox.journal
    .entries(bank, 'token')
    .filter(({ form }) => form['grant_type'] === 'refresh_token')

it('X1: 50 parallel requests on an expired token in two processes are one refresh', async () => {
  const one = await spawn(Number(new URL(publicUrl).port))
  const two = await spawn()
  const ingrid = await signIn(one)
  const id = await connectBank(ingrid, bank, 'Ingrid')
  await ingrid.api('GET', '/accounts')
  const elsewhere = through(two, ingrid)
  await expire(id)
  sandbox.faults.set({ bank, operation: 'token', kind: 'slow', value: 300 })

  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? ingrid : elsewhere).api('GET', `/connections/${id}/bank/accounts`),
    ),
  )

  expect(answers.map(({ status, text }) => (status === 200 ? 'ok' : text))).toEqual(
    Array.from({ length: 50 }, () => 'ok'),
  )
  expect(refreshes()).toHaveLength(1)
})

it('S6: signing out in one process is signing out in both', async () => {
  const one = await spawn(Number(new URL(publicUrl).port))
  const two = await spawn()
  const ingrid = await signIn(one)
  const elsewhere = through(two, ingrid)
  expect((await elsewhere.api('GET', '/connections')).status).toBe(200)

  await ingrid.api('DELETE', '/session')

  expect((await elsewhere.api('GET', '/connections')).status).toBe(401)
})

it(
  'X2: a process killed while the bank rotates costs one reconnect and never a loop',
  { timeout: 40_000 },
  async () => {
    const one = await spawn(Number(new URL(publicUrl).port))
    const ingrid = await signIn(one)
    const id = await connectBank(ingrid, bank, 'Ingrid')
    await ingrid.api('GET', '/accounts')
    sb1.expireAccessTokens()
    sandbox.faults.set({ bank, operation: 'token', kind: 'slow', value: 400, times: 1 })

    const cut = ingrid.api('GET', `/connections/${id}/bank/accounts`).catch(() => null)
    await expect.poll(() => refreshes().length, { timeout: 5000 }).toBe(1)
    await one.kill()
    await cut
    await delay(400)
    const again = await spawn(Number(new URL(publicUrl).port))
    const after = through(again, ingrid)

    const answers = []
    for (let tried = 0; tried < 5; tried++) {
      const answer = await after.api('GET', `/connections/${id}/bank/accounts`)
      answers.push(answer.status === 200 ? 'ok' : answer.parse(problem).code)
    }

    expect(new Set(answers)).toEqual(new Set(['reconnect_needed']))
    const { connections } = (await after.api('GET', '/connections')).parse(connectionsAnswer)
    expect(connections.map(({ status }) => status)).toEqual(['reconnect'])
    expect(await connectBank(after, bank, 'Ingrid')).toBe(id)
    const accounts = (await after.api('GET', '/accounts')).parse(accountsAnswer)
    expect(accounts.outcomes.map(({ status }) => status)).toEqual(['ok'])
  },
)

it('ends cleanly on SIGTERM', async () => {
  const one = await spawn()

  expect(await one.stop()).toBe(0)
})

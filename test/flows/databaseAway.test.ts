import { setTimeout as delay } from 'node:timers/promises'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import { problem } from '@skrin/shared/api/problem'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startWeakLink } from '../engines/startWeakLink.ts'
import type { WeakLink } from '../engines/startWeakLink.ts'
import type { SebSandbox } from '../sandbox/banks/seb/seb.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

let place: TestPlace
let link: WeakLink
let skrin: Skrin

beforeEach(async () => {
  place = await createTestPlace('postgres')
  link = await startWeakLink(place.databaseUrl?.reveal() ?? '')
})
afterEach(async () => {
  await skrin.stop()
  await link.close()
  await place.remove()
})

const start = async (env: Readonly<Record<string, string>> = {}) => {
  skrin = await startSkrin({ place, env: { ...env, SKRIN_DATABASE_URL: link.url } })
}
const ask = (path: string) => skrin.browser().send({ path })
const checkEverything = (browser: Browser) =>
  Promise.all(Array.from({ length: 12 }, () => browser.api('GET', '/connections')))

it('answers that it is unavailable while PostgreSQL is away, and goes on when it is back', async () => {
  await start()
  const browser = await skrin.signIn('Ingrid')
  await checkEverything(browser)

  link.cut()
  const away = await checkEverything(browser)
  const ready = await ask('/readyz')
  const alive = await ask('/healthz')
  link.mend()
  const back = await checkEverything(browser)

  expect(new Set(away.map((answer) => answer.parse(problem).code))).toEqual(
    new Set(['unavailable']),
  )
  expect([ready.status, ready.json]).toEqual([
    503,
    { status: 'not ready', checks: { database: 'failed' } },
  ])
  expect(alive.status).toBe(200)
  expect(back.map(({ status }) => status)).toEqual(back.map(() => 200))
  expect((await ask('/readyz')).status).toBe(200)
})

it('writes nothing of the address or the password to the log', async () => {
  await start()
  const browser = await skrin.signIn('Ingrid')

  link.cut()
  await checkEverything(browser)
  link.mend()

  const { password, host } = new URL(link.url)
  const log = skrin.logLines.join('')
  expect(log).toContain('DatabaseUnavailableError')
  expect(log).not.toContain(password)
  expect(log).not.toContain(host)
})

it('X2: does not lose a rotated token to a database that is away for a moment', async () => {
  await using sandbox = await startDisposableSandbox()
  const seb = sandbox.banks.get('seb') as SebSandbox
  seb.switches.rotates = true
  await start(sandbox.env)
  const browser = await skrin.signIn('Ingrid')
  const id = await connectBank(browser, 'seb', 'Ingrid')
  const refreshes = () =>
    sandbox.journal
      .entries('seb', 'token')
      .filter(({ form }) => form['grant_type'] === 'refresh_token').length
  const accounts = () => browser.api('GET', `/connections/${id}/bank/accounts`)
  // What is fetched in the background after connecting is not part of this.
  const askedAt = async () =>
    (await browser.api('GET', '/connections')).parse(connectionsAnswer).connections[0]?.lastAskedAt
  await expect.poll(askedAt, { timeout: 10_000 }).not.toBeNull()
  seb.expireAccessTokens()
  sandbox.faults.set({ bank: 'seb', operation: 'token', kind: 'slow', value: 500, times: 1 })

  const asking = accounts()
  await expect.poll(refreshes).toBe(1)
  link.cut()
  await delay(750)
  link.mend()

  expect((await asking).status).toBe(200)
  seb.expireAccessTokens()
  expect((await accounts()).status).toBe(200)
})

async function startDisposableSandbox() {
  const sandbox = await startSandbox()
  return { ...sandbox, [Symbol.asyncDispose]: () => sandbox.close() }
}

import { saveMember } from '@skrin/bff/household/members'
import { hashPassword } from '@skrin/bff/household/passwordHash'
import { openPostgresDatabase } from '@skrin/bff/store/database'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SebSandbox } from '../sandbox/banks/seb/seb.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { createBrowser } from './harness/browser.ts'
import type { Browser } from './harness/browser.ts'
import { expireGrant } from './harness/expireGrant.ts'
import { findFreePort, spawnSkrin } from './harness/spawnSkrin.ts'
import type { SpawnedSkrin } from './harness/spawnSkrin.ts'
import { PASSWORD } from './harness/startSkrin.ts'
import { startRoundRobin } from './harness/startRoundRobin.ts'
import type { RoundRobin } from './harness/startRoundRobin.ts'
import { connectBank } from './harness/walkBank.ts'

const bank = 'seb'
let place: TestPlace
let sandbox: Sandbox
let seb: SebSandbox
let publicUrl: string
let proxy: RoundRobin
let one: SpawnedSkrin
let two: SpawnedSkrin

/**
 * Two real programs beside one database, with nothing else in common, and a load balancer in front of them. Started once:
 * the first test finds nobody there, the last one kills a replica.
 */
beforeAll(async () => {
  place = await createTestPlace('postgres')
  sandbox = await startSandbox()
  seb = sandbox.banks.get(bank) as SebSandbox
  // A refresh token that works once: the hard case.
  seb.switches.rotates = true
  const port = await findFreePort()
  publicUrl = `http://localhost:${port}`
  const started = await Promise.all([spawn(), spawn()])
  ;[one, two] = started
  proxy = await startRoundRobin(port, [one.url, two.url])
})
afterAll(async () => {
  for (const { process } of [one, two]) process.kill('SIGKILL')
  await proxy.close()
  await sandbox.close()
  await place.remove()
})

async function spawn(): Promise<SpawnedSkrin> {
  return spawnSkrin({
    ...sandbox.env,
    ...place.env,
    SKRIN_PUBLIC_URL: publicUrl,
    SKRIN_PORT: String(await findFreePort()),
  })
}

async function addMember(name: string): Promise<void> {
  if (!place.databaseUrl) throw new Error('no database')
  const db = await openPostgresDatabase(place.databaseUrl)
  const passwordHash = await hashPassword(PASSWORD)
  const id = name.toLowerCase() as MemberId
  await saveMember(db, { id, name, role: 'adult', passwordHash, createdAt: Date.now() })
  await db.destroy()
}

async function signIn(name: string): Promise<Browser> {
  const browser = createBrowser(publicUrl)
  const answer = await browser.api('POST', '/session', { name, password: PASSWORD })
  expect(answer.status).toBe(200)
  return browser
}

/** The same browser, its requests sent to one replica, past the load balancer. */
function straightTo(skrin: SpawnedSkrin, browser: Browser): Browser {
  const other = createBrowser(skrin.url)
  for (const [name, value] of browser.cookies) other.cookies.set(name, value)
  return other
}

/** Connects, and waits for the first answers that are fetched in the background. */
async function connect(browser: Browser, name: string): Promise<ConnectionId> {
  const id = await connectBank(browser, bank, name)
  const askedAt = async () =>
    (await browser.api('GET', '/connections')).parse(connectionsAnswer).connections[0]?.lastAskedAt
  await expect.poll(askedAt, { timeout: 10_000 }).not.toBeNull()
  return id
}

async function expire(connection: ConnectionId): Promise<void> {
  if (!place.databaseUrl) throw new Error('no database')
  const db = await openPostgresDatabase(place.databaseUrl)
  await expireGrant(
    { db, masterKey: Buffer.from(place.env['SKRIN_KEY'] ?? '', 'base64') },
    connection,
  )
  await db.destroy()
}

const refreshes = () =>
  sandbox.journal
    .entries(bank, 'token')
    .filter(({ form }) => form['grant_type'] === 'refresh_token')

it('prints the same set-up code in both, and takes it once', async () => {
  const codeOf = ({ output }: SpawnedSkrin) => /one-time code: (\S+)/.exec(output())?.[1]
  const code = codeOf(one)
  const setUp = (skrin: SpawnedSkrin, name: string) =>
    createBrowser(skrin.url).api('POST', '/setup', { code, name, password: PASSWORD })

  const answers = await Promise.all([setUp(one, 'Eva'), setUp(two, 'Ola')])

  expect(code).toMatch(/^[0-9A-Z-]{24}$/)
  expect(codeOf(two)).toBe(code)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

it(
  'X1: 200 parallel requests on an expired token in two replicas are one refresh',
  { timeout: 40_000 },
  async () => {
    await addMember('Anna')
    const anna = await signIn('Anna')
    const id = await connect(anna, 'Ingrid')
    await expire(id)
    sandbox.faults.set({ bank, operation: 'token', kind: 'slow', value: 300, times: 1 })
    const before = { answered: [...proxy.answered], refreshes: refreshes().length }

    const answers = await Promise.all(
      Array.from({ length: 200 }, () => anna.api('GET', `/connections/${id}/bank/accounts`)),
    )

    expect(new Set(answers.map(({ status, text }) => (status === 200 ? 'ok' : text)))).toEqual(
      new Set(['ok']),
    )
    expect(refreshes()).toHaveLength(before.refreshes + 1)
    expect(proxy.answered.map((count, index) => count - (before.answered[index] ?? 0))).toEqual([
      100, 100,
    ])
  },
)

it('S6: signing out in one replica is signing out in both at once', async () => {
  await addMember('Berit')
  const berit = await signIn('Berit')
  const atOne = straightTo(one, berit)
  const atTwo = straightTo(two, berit)
  expect((await atTwo.api('GET', '/connections')).status).toBe(200)

  await atOne.api('DELETE', '/session')

  expect((await atTwo.api('GET', '/connections')).status).toBe(401)
  expect((await straightTo(one, berit).api('GET', '/connections')).status).toBe(401)
})

it(
  'X2: a replica killed while the bank rotates costs one reconnect, for that connection only',
  { timeout: 40_000 },
  async () => {
    await addMember('Ingrid')
    await addMember('Jonas')
    const ingrid = await signIn('Ingrid')
    const jonas = await signIn('Jonas')
    const hers = await connect(ingrid, 'Ingrid')
    const his = await connect(jonas, 'Jonas')
    seb.expireAccessTokens()
    sandbox.faults.set({ bank, operation: 'token', kind: 'slow', value: 400, times: 1 })
    const before = refreshes().length

    const cut = straightTo(one, ingrid)
      .api('GET', `/connections/${hers}/bank/accounts`)
      .catch(() => null)
    await expect.poll(() => refreshes().length, { timeout: 5000 }).toBe(before + 1)
    await one.kill()
    await cut
    const answers = []
    for (let tried = 0; tried < 5; tried++) {
      answers.push(await ingrid.api('GET', `/connections/${hers}/bank/accounts`))
      answers.push(await jonas.api('GET', `/connections/${his}/bank/accounts`))
    }

    const codes = answers.map(({ status, json }) => (status === 200 ? 'ok' : json))
    expect(codes.filter((_, index) => index % 2 === 1)).toEqual(Array(5).fill('ok'))
    expect(codes.filter((_, index) => index % 2 === 0)).toMatchObject(
      Array(5).fill({ code: 'reconnect_needed' }),
    )
    const { connections } = (await ingrid.api('GET', '/connections')).parse(connectionsAnswer)
    expect(connections.map(({ status }) => status)).toEqual(['reconnect'])
    expect(await connectBank(ingrid, bank, 'Ingrid')).toBe(hers)
    const accounts = (await ingrid.api('GET', '/accounts')).parse(accountsAnswer)
    expect(accounts.outcomes.map(({ status }) => status)).toEqual(['ok'])
  },
)

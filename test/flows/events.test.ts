import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { createBrowser } from './harness/browser.ts'
import type { Browser } from './harness/browser.ts'
import { openEvents } from './harness/openEvents.ts'
import type { Events } from './harness/openEvents.ts'
import { spawnSkrin } from './harness/spawnSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const bank = 'sparebank1'

describe.each(engines)('events on %s', (engine) => {
  let sandbox: Sandbox
  let place: TestPlace
  let skrin: Skrin
  let replica: Skrin
  let ingrid: Browser
  let jonas: Browser
  let streams: Events[]
  beforeAll(async () => {
    sandbox = await startSandbox()
    place = await createTestPlace(engine)
    skrin = await startSkrin({ env: sandbox.env, place })
    replica = await startSkrin({ env: sandbox.env, place, clock: skrin.clock })
    ingrid = await skrin.signIn('Ingrid')
    await connectBank(ingrid, bank, 'Ingrid')
    await ingrid.api('GET', '/accounts')
    await skrin.context.refresher.settle()
    streams = []
  })
  beforeEach(async () => {
    ingrid = await skrin.signIn('Ingrid')
    jonas = await skrin.signIn('Jonas')
  })
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close()
  })
  afterAll(async () => {
    await skrin.stop()
    await replica.stop()
    await place.remove()
    await sandbox.close()
  })

  const open = async (
    browser: Browser,
    { at = skrin, lastId }: { at?: Skrin; lastId?: string } = {},
  ) => {
    const stream = await openEvents(at.url, browser, lastId)
    streams.push(stream)
    return stream
  }
  /** Past what a stream that just began is told of the time before. */
  const letTimePass = () => skrin.clock.advance(10 * 60_000)
  const ask = async () => {
    const { accounts } = (await ingrid.api('GET', '/accounts')).parse(accountsAnswer)
    return accounts
  }
  const until = (check: () => boolean) => vi.waitUntil(check, { timeout: 5000, interval: 50 })

  it('tells how asking one’s own bank goes, and then that figures moved', async () => {
    letTimePass()
    const stream = await open(ingrid)

    await ask()
    await until(() => stream.dataOf('accounts-changed').length > 0)

    const runs = stream.dataOf('sync')
    expect(runs.at(-1)).toMatchObject({ state: 'done', cause: 'person', problem: null })
  })

  it('tells on one replica what happens on another', async () => {
    letTimePass()
    const stream = await open(ingrid, { at: replica })

    await ask()
    await until(() => stream.dataOf('accounts-changed').length > 0)

    expect(stream.dataOf('sync').at(-1)?.state).toBe('done')
  })

  it('H1: tells nobody else of a round, and of figures only who may see them', async () => {
    const [account] = await ask()
    letTimePass()
    const mine = await open(ingrid)
    const others = await open(jonas)
    await ask()
    await until(() => mine.dataOf('accounts-changed').length > 0)
    expect(others.heard).toEqual([])

    ingrid = await skrin.signIn('Ingrid')
    const shares = [{ with: 'household', level: 'balance' }]
    const shared = await ingrid.api('PUT', `/accounts/${account?.id ?? ''}/sharing`, { shares })
    expect(shared.status).toBe(200)

    await until(() => others.dataOf('accounts-changed').length === 1)
    letTimePass()
    await ask()
    await until(() => others.dataOf('accounts-changed').length === 2)
    expect(others.dataOf('sync')).toEqual([])
  })

  it('takes up where the stream before it ended', async () => {
    letTimePass()
    const first = await open(ingrid)
    await ask()
    await until(() => first.dataOf('accounts-changed').length > 0)
    const lastId = first.heard.at(-1)?.id
    first.close()
    letTimePass()
    await ask()
    skrin.clock.advance(60_000)

    const later = await open(ingrid, lastId === undefined ? {} : { lastId })

    await until(() => later.dataOf('accounts-changed').length > 0)
  })

  it('says that everything may have moved to who was away for longer than is known', async () => {
    const lastId = String(skrin.clock.now() - 2 * 60 * 60_000)
    skrin.clock.advance(60_000)
    const stream = await open(jonas, { lastId })

    await until(() => stream.dataOf('accounts-changed').length > 0)
  })

  it('S6: ends within seconds of signing out, on every replica', async () => {
    const browser = await skrin.signIn('Ingrid')
    const here = await open(browser)
    const there = await open(browser, { at: replica })

    await browser.api('DELETE', '/session')

    await until(() => here.isOver() && there.isOver())
  })

  it('S6: is no use of a session, which ends as if no page were open', async () => {
    const browser = await skrin.signIn('Jonas')
    const stream = await open(browser)
    skrin.clock.advance(31 * 60_000)

    await until(() => stream.isOver())

    expect((await browser.api('GET', '/connections')).status).toBe(401)
  })

  it('is for few streams of a session, and for nobody without one', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 5; count++) statuses.push((await open(ingrid)).status)

    expect(statuses).toEqual([200, 200, 200, 200, 429])
    expect((await open(skrin.browser())).status).toBe(401)
  })
})

it('does not keep a program from ending', async () => {
  const place = await createTestPlace('sqlite')
  const people = { members: [{ id: 'ingrid', name: 'Ingrid', role: 'owner' }] }
  writeFileSync(join(place.dataDir, 'demo.json'), JSON.stringify(people))
  const skrin = await spawnSkrin({ ...place.env, SKRIN_DEMO: 'on' })
  const browser = createBrowser(skrin.url)
  await browser.api('POST', '/session', { member: 'ingrid' })
  const stream = await openEvents(skrin.url, browser)
  const startedAt = performance.now()

  const code = await skrin.stop()

  expect({ code, isOver: stream.isOver(), status: stream.status }).toEqual({
    ...{ code: 0, isOver: true, status: 200 },
  })
  // Less than what a request that is under way is given.
  expect(performance.now() - startedAt).toBeLessThan(8000)
  await place.remove()
})

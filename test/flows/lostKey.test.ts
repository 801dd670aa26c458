import { randomBytes } from 'node:crypto'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { bankClientsAnswer } from '@skrin/shared/api/bankClients'
import { banksAnswer } from '@skrin/shared/api/banks'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { enterBankClient } from './harness/bankClientForm.ts'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const MINUTE_MS = 60_000
const rightKey = randomBytes(32).toString('base64')
const otherKey = randomBytes(32).toString('base64')

let sandbox: Sandbox
let place: TestPlace
let running: Skrin | undefined

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())
afterEach(async () => {
  await running?.stop()
  await place.remove()
})

/** The household with this key, and nobody beside it. */
async function startWith(key: string): Promise<Skrin> {
  await running?.stop()
  running = await startSkrin({ place, env: { ...sandbox.env, SKRIN_KEY: key } })
  return running
}

async function enter({ url, browser }: Skrin, name: string): Promise<Browser> {
  const one = browser()
  const answer = await one.api('POST', '/session', { name, password: PASSWORD })
  if (answer.status !== 200) throw new Error(`${url}: ${answer.text}`)
  return one
}

const connectionsOf = async (browser: Browser) =>
  (await browser.api('GET', '/connections')).parse(connectionsAnswer).connections
const warningsOf = ({ logLines }: Skrin) => logLines.filter((line) => line.includes('key.changed'))

describe.each(engines)('with another key than the data was sealed with, on %s', (engine) => {
  beforeEach(async () => {
    place = await createTestPlace(engine)
    const skrin = await startWith(rightKey)
    const ingrid = await skrin.signIn('Ingrid')
    const { spareClient } = sandbox.banks.get('sbanken') ?? {}
    if (spareClient) await enterBankClient(ingrid, 'sbanken', spareClient)
    await connectBank(ingrid, 'sparebank1', 'Ingrid')
    await connectBank(ingrid, 'sbanken', 'Ingrid')
    await ingrid.api('GET', '/accounts')
  })

  it('B4: starts with a warning and what to do, is ready, and people sign in', async () => {
    const skrin = await startWith(otherKey)

    const ingrid = await enter(skrin, 'Ingrid')
    const ready = await skrin.browser().send({ path: '/readyz' })

    expect(warningsOf(skrin)).toHaveLength(1)
    expect(JSON.parse(warningsOf(skrin)[0] ?? '')).toMatchObject({
      level: 40,
      count: 2,
      detail: expect.stringContaining('put that one back'),
    })
    expect(ready.json).toMatchObject({ status: 'ready', checks: { key: 'ok' } })
    expect((await ingrid.api('GET', '/session')).json).toMatchObject({
      member: { name: 'Ingrid' },
    })
    for (const key of [rightKey, otherKey]) expect(skrin.logLines.join('\n')).not.toContain(key)
  })

  it('T7: says of each bank at once that it must be reconnected, and shows what is known', async () => {
    const skrin = await startWith(otherKey)
    const ingrid = await enter(skrin, 'Ingrid')
    sandbox.journal.clear()

    const connections = await connectionsOf(ingrid)
    const cached = (await ingrid.api('GET', '/accounts?prefer=cache')).parse(accountsAnswer)
    const asked = (await ingrid.api('GET', '/accounts')).parse(accountsAnswer)

    const lost = { status: 'reconnect', problem: 'reconnect_needed' }
    expect(connections).toMatchObject([lost, lost])
    const failed = { status: 'failed', problem: 'reconnect_needed' }
    expect(cached.outcomes).toMatchObject([failed, failed])
    expect(asked.outcomes).toMatchObject([failed, failed])
    expect(asked.accounts.length).toBeGreaterThan(2)
    expect(sandbox.journal.entries()).toEqual([])
  })

  it('counts an own bank client as not there until it is entered again', async () => {
    const skrin = await startWith(otherKey)
    const ingrid = await enter(skrin, 'Ingrid')
    const ownOf = async () =>
      (await ingrid.api('GET', '/bank-clients')).parse(bankClientsAnswer).bankClients
    const bankOf = async () =>
      (await ingrid.api('GET', '/banks'))
        .parse(banksAnswer)
        .banks.find(({ id }) => id === 'sbanken')
    expect(await ownOf()).toMatchObject([{ bank: 'sbanken', state: 'unreadable' }])
    expect((await bankOf())?.client).toBe('household')

    const page = await ingrid.visit('/bank-clients/sbanken?lang=en')
    const { spareClient } = sandbox.banks.get('sbanken') ?? {}
    if (spareClient) await enterBankClient(ingrid, 'sbanken', spareClient)

    expect(page.text).toContain('so its secret can no longer be read')
    expect(await ownOf()).toMatchObject([{ bank: 'sbanken', state: 'ready' }])
    expect((await bankOf())?.client).toBe('own')
  })

  it('heals by reconnecting, and stays so at the next start', async () => {
    const skrin = await startWith(otherKey)
    const ingrid = await enter(skrin, 'Ingrid')
    const before = await connectionsOf(ingrid)
    const id = await connectBank(ingrid, 'sparebank1', 'Ingrid')

    const again = await startWith(otherKey)
    const { outcomes } = (await (await enter(again, 'Ingrid')).api('GET', '/accounts')).parse(
      accountsAnswer,
    )

    expect(before.map((connection) => connection.id)).toContain(id)
    expect(outcomes.find(({ connection }) => connection === id)?.status).toBe('ok')
    expect(warningsOf(again)).toEqual([])
  })

  it('heals by the old key, which is back', async () => {
    await startWith(otherKey)

    const skrin = await startWith(rightKey)
    skrin.clock.advance(20 * MINUTE_MS)
    const ingrid = await enter(skrin, 'Ingrid')
    const connections = await connectionsOf(ingrid)
    const { outcomes } = (await ingrid.api('GET', '/accounts')).parse(accountsAnswer)

    expect(connections).toMatchObject([{ status: 'working' }, { status: 'working' }])
    expect(outcomes).toMatchObject([{ status: 'ok' }, { status: 'ok' }])
    expect(JSON.parse(warningsOf(skrin)[0] ?? '')).toMatchObject({ count: 0 })
  })

  it('does not start beside another one that has the right key, and harms nothing there', async () => {
    const right = await startWith(rightKey)

    const wrong = startSkrin({ place, env: { ...sandbox.env, SKRIN_KEY: otherKey } })

    await expect(wrong).rejects.toThrow(/another Skrin is running .* SKRIN_KEY/)
    const ingrid = await enter(right, 'Ingrid')
    expect(await connectionsOf(ingrid)).toMatchObject([
      { status: 'working' },
      { status: 'working' },
    ])
    expect((await right.browser().send({ path: '/readyz' })).status).toBe(200)
  })
})

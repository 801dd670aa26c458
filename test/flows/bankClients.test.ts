import { endingOf } from '@skrin/bff/connections/bankClients'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { accessEvents } from '@skrin/shared/api/accessLog'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { bankClientsAnswer } from '@skrin/shared/api/bankClients'
import { banksAnswer } from '@skrin/shared/api/banks'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { SandboxClient } from '../sandbox/kit/sandboxBank.ts'
import { enterBankClient } from './harness/bankClientForm.ts'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

const MINUTE_MS = 60_000

let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

beforeEach(async () => {
  skrin = await startSkrin({ env: withoutClients(sandbox.env) })
  jonas = await skrin.signIn('Jonas')
})
afterEach(() => skrin.stop())

/** The banks as they are, for a household that has no bank client in its configuration. */
function withoutClients(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.includes('_CLIENT_')))
}

function spareClient(bank: string): SandboxClient {
  const client = sandbox.banks.get(bank)?.spareClient
  if (!client) throw new RangeError(`${bank} has no spare client`)
  return client
}

const banksOf = async (browser: Browser) =>
  (await browser.api('GET', '/banks')).parse(banksAnswer).banks
const clientsOf = async (browser: Browser) =>
  (await browser.api('GET', '/bank-clients')).parse(bankClientsAnswer).bankClients
const connectionsOf = async (browser: Browser) =>
  (await browser.api('GET', '/connections')).parse(connectionsAnswer).connections
const tokenRequests = (bank: string) =>
  sandbox.journal.entries(bank, 'token').map(({ form }) => form['client_id'])

async function readAccess(name: string) {
  const rows = await skrin.context.db
    .selectFrom('access_log')
    .innerJoin('members', 'members.id', 'access_log.about_id')
    .select(['access_log.event', 'access_log.subject', 'access_log.actor_name'])
    .where('members.name', '=', name)
    .where('access_log.event', 'like', 'bank_client.%')
    .orderBy('access_log.at')
    .execute()
  return rows.map(({ event, subject, actor_name: by }) => `${by} ${event} ${subject}`)
}

describe('a bank client of one’s own', () => {
  it('opens the bank to its owner, and to nobody else', async () => {
    const emma = await skrin.signIn('Emma')
    const { id } = spareClient('sparebank1')

    const kept = await enterBankClient(jonas, 'sparebank1', spareClient('sparebank1'))

    expect(kept.status).toBe(303)
    expect(kept.headers.location).toBe('/banks?client=sparebank1')
    expect((await banksOf(jonas)).find((bank) => bank.id === 'sparebank1')).toMatchObject({
      configured: true,
      client: 'own',
    })
    expect((await banksOf(emma)).map(({ configured, client }) => [configured, client])).toEqual(
      (await banksOf(emma)).map(() => [false, null]),
    )
    expect(await clientsOf(emma)).toEqual([])
    expect(await clientsOf(jonas)).toEqual([
      {
        id: expect.any(String),
        bank: 'sparebank1',
        idEnding: id.slice(-4),
        state: 'ready',
        createdAt: expect.any(String),
        connections: 0,
      },
    ])
    const refused = await emma.api('POST', '/connections', { bank: 'sparebank1' })
    expect(refused.json).toMatchObject({ code: 'bank_not_configured' })
  })

  it.each(['sparebank1', 'seb', 'sbanken', 'aritma'])(
    'connects %s and reads its accounts',
    async (bank) => {
      await enterBankClient(jonas, bank, spareClient(bank))
      sandbox.journal.clear()

      const connection = await connectBank(jonas, bank, 'Jonas')
      const { accounts, outcomes } = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)

      expect(outcomes).toMatchObject([{ connection, status: 'ok' }])
      expect(accounts.length).toBe(
        sandbox.world.accountsOf('jonas', bank).filter(({ closed }) => !closed).length,
      )
      expect(await connectionsOf(jonas)).toMatchObject([{ id: connection, client: 'own' }])
      expect(await clientsOf(jonas)).toMatchObject([{ bank, connections: 1 }])
      const [sent] = sandbox.journal.entries(bank, 'token')
      expect(JSON.stringify([sent?.form, decodeBasic(sent?.headers.authorization)])).toContain(
        JSON.stringify(spareClient(bank).id).slice(1, -1),
      )
    },
  )

  it('refreshes and counts calls by itself, beside the household’s', async () => {
    await using both = await startSkrin({ env: sandbox.env })
    const ingrid = await both.signIn('Ingrid')
    const his = await both.signIn('Jonas')
    await enterBankClient(his, 'sparebank1', spareClient('sparebank1'))
    await connectBank(ingrid, 'sparebank1', 'Ingrid')
    await connectBank(his, 'sparebank1', 'Jonas')
    await his.api('GET', '/accounts')
    const [before] = await connectionsOf(ingrid)
    sandbox.journal.clear()
    both.clock.advance(20 * MINUTE_MS)

    await his.api('GET', '/accounts')

    const [mine] = await connectionsOf(his)
    const [hers] = await connectionsOf(ingrid)
    expect(tokenRequests('sparebank1')).toEqual([spareClient('sparebank1').id])
    expect(hers?.budget?.remaining).toBe(before?.budget?.remaining)
    expect(mine?.budget?.remaining).toBeLessThan(60)
    expect([mine?.client, hers?.client]).toEqual(['own', 'household'])
  })

  it('is told to its owner, with the bank’s name and nothing else', async () => {
    await enterBankClient(jonas, 'seb', spareClient('seb'))
    const [client] = await clientsOf(jonas)
    await jonas.api('DELETE', `/bank-clients/${client?.id}`)

    expect(accessEvents).toContain('bank_client.added')
    expect(await readAccess('Jonas')).toEqual([
      'Jonas bank_client.added {"bank":"SEB"}',
      'Jonas bank_client.removed {"bank":"SEB"}',
    ])
  })
})

describe('replacing it', () => {
  it('keeps the connections when only the secret is new, at once also after a refused one', async () => {
    const good = spareClient('sparebank1')
    await enterBankClient(jonas, 'sparebank1', good)
    await connectBank(jonas, 'sparebank1', 'Jonas')
    const [before] = await clientsOf(jonas)
    await enterBankClient(jonas, 'sparebank1', { ...good, secret: 'ran out' })
    skrin.clock.advance(20 * MINUTE_MS)
    const refused = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
    // The bank refuses the client: it is asked again only after a pause, unless the secret is another one.
    expect(refused.outcomes).toMatchObject([{ status: 'failed', problem: 'bank_client_invalid' }])

    const again = await skrin.signIn('Jonas')
    await enterBankClient(again, 'sparebank1', good)
    const [connection] = await connectionsOf(again)
    const answer = await again.api('POST', `/connections/${connection?.id}/refresh`)

    expect(answer.json).toMatchObject({ status: 'ok', problem: null })
    expect(await clientsOf(again)).toMatchObject([{ id: before?.id, connections: 1 }])
  })

  it('asks to renew the connections when the client is another one, and they go on after that', async () => {
    await enterBankClient(jonas, 'sbanken', spareClient('sbanken'))
    const id = await connectBank(jonas, 'sbanken', 'Jonas')
    const households = {
      id: sandbox.env['SKRIN_SBANKEN_CLIENT_ID'] ?? '',
      secret: sandbox.env['SKRIN_SBANKEN_CLIENT_SECRET'] ?? '',
    }

    await enterBankClient(jonas, 'sbanken', households)

    const vault = await skrin.context.db.selectFrom('vault').selectAll().execute()
    expect(vault).toEqual([])
    expect(await connectionsOf(jonas)).toMatchObject([
      { id, client: 'own', status: 'reconnect', problem: 'reconnect_needed' },
    ])
    const renewed = await jonas.api('POST', '/connections', { bank: 'sbanken', renew: id })
    expect(renewed.json).toMatchObject({ connection: { id, client: 'own', status: 'working' } })
    expect(await readAccess('Jonas')).toEqual([
      'Jonas bank_client.added {"bank":"Sbanken"}',
      'Jonas bank_client.removed {"bank":"Sbanken"}',
      'Jonas bank_client.added {"bank":"Sbanken"}',
    ])
  })

  it('ends an attempt that was begun with the one before', async () => {
    await enterBankClient(jonas, 'seb', spareClient('seb'))
    const callback = await walkBank(await startAtBank(jonas, { bank: 'seb' }), 'Jonas')
    await enterBankClient(jonas, 'seb', { id: 'another client', secret: 'another secret' })
    sandbox.journal.clear()

    const answer = await visitCallback(jonas, callback)

    expect(answer.headers.location).toBe('/banks?problem=connect_failed&bank=seb')
    expect(tokenRequests('seb')).toEqual([])
  })
})

describe('removing it', () => {
  it('ends its connections at the bank first, keeps the history and forgets the secret', async () => {
    await enterBankClient(jonas, 'aritma', spareClient('aritma'))
    await connectBank(jonas, 'aritma', 'Jonas')
    await jonas.api('GET', '/accounts')
    const [client] = await clientsOf(jonas)
    skrin.clock.advance(9 * MINUTE_MS)

    const answer = await jonas.api('DELETE', `/bank-clients/${client?.id}`)

    expect(answer.status).toBe(204)
    expect(await clientsOf(jonas)).toEqual([])
    expect(await connectionsOf(jonas)).toEqual([])
    const { db } = skrin.context
    expect(await db.selectFrom('vault').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('bank_clients').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('accounts').selectAll().execute()).not.toEqual([])
    expect((await banksOf(jonas)).find(({ id }) => id === 'aritma')?.client).toBeNull()
  })

  it('H1: is not for another member, who is told the same as of one that does not exist', async () => {
    await enterBankClient(jonas, 'seb', spareClient('seb'))
    const [client] = await clientsOf(jonas)
    const emma = await skrin.signIn('Emma')

    const foreign = await emma.api('DELETE', `/bank-clients/${client?.id}`)
    const unknown = await emma.api('DELETE', '/bank-clients/none')

    const body = (answer: typeof foreign) => ({ ...(answer.json as object), reference: '' })
    expect(foreign.status).toBe(404)
    expect(body(foreign)).toEqual(body(unknown))
    expect(await clientsOf(jonas)).toHaveLength(1)
  })

  it('S9: asks again who it is when that is long ago', async () => {
    await enterBankClient(jonas, 'seb', spareClient('seb'))
    const [client] = await clientsOf(jonas)
    skrin.clock.advance(11 * MINUTE_MS)

    const answer = await jonas.api('DELETE', `/bank-clients/${client?.id}`)

    expect(answer.json).toMatchObject({ status: 403, code: 'step_up_needed' })
  })
})

describe.each(engines)('beside another replica, on %s', (engine) => {
  let place: TestPlace
  let here: Skrin
  let there: Skrin

  beforeEach(async () => {
    place = await createTestPlace(engine)
    here = await startSkrin({ place, env: withoutClients(sandbox.env) })
    there = await startSkrin({ place, env: withoutClients(sandbox.env), clock: here.clock })
  })
  afterEach(async () => {
    await here.stop()
    await there.stop()
    await place.remove()
  })

  async function enterBoth() {
    const mine = await here.signIn('Jonas')
    const other = there.browser()
    await other.api('POST', '/session', { name: 'Jonas', password: PASSWORD })
    return { mine, other }
  }

  it('uses the secret that was entered there at the next refresh', async () => {
    const { mine, other } = await enterBoth()
    const good = spareClient('sparebank1')
    await enterBankClient(mine, 'sparebank1', good)
    const id = await connectBank(mine, 'sparebank1', 'Jonas')
    await mine.api('GET', '/accounts')
    await enterBankClient(other, 'sparebank1', { ...good, secret: 'ran out' })
    here.clock.advance(20 * MINUTE_MS)

    const refused = await mine.api('POST', `/connections/${id}/refresh`)
    const again = there.browser()
    await again.api('POST', '/session', { name: 'Jonas', password: PASSWORD })
    await enterBankClient(again, 'sparebank1', good)
    const healed = await mine.api('POST', `/connections/${id}/refresh`)

    expect(refused.json).toMatchObject({ problem: 'bank_client_invalid' })
    expect(healed.json).toMatchObject({ status: 'ok' })
  })

  it('keeps one client of several that are entered at once, and the connections belong to it', async () => {
    const { mine, other } = await enterBoth()
    await enterBankClient(mine, 'seb', spareClient('seb'))
    await connectBank(mine, 'seb', 'Jonas')

    const answers = await Promise.all(
      [mine, other, mine, other].map((browser, index) =>
        enterBankClient(browser, 'seb', { id: `client ${index}`, secret: 'secret' }),
      ),
    )

    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    const { db } = here.context
    const clients = await db.selectFrom('bank_clients').select('id').execute()
    const connections = await db
      .selectFrom('connections')
      .select(['bank_client', 'status'])
      .execute()
    expect(clients).toHaveLength(1)
    expect(connections).toEqual([{ bank_client: clients[0]?.id, status: 'reconnect' }])
  })

  it('uses no client that was removed there', async () => {
    const { mine, other } = await enterBoth()
    await enterBankClient(mine, 'seb', spareClient('seb'))
    const [client] = await clientsOf(other)
    await other.api('DELETE', `/bank-clients/${client?.id}`)

    const answer = await mine.api('POST', '/connections', { bank: 'seb' })

    expect(answer.json).toMatchObject({ code: 'bank_not_configured' })
  })
})

it.each([
  ['', ''],
  ['a', ''],
  ['ab', 'b'],
  ['abcdef', 'def'],
  ['abcdefgh', 'efgh'],
  ['skrin-0123456789', '6789'],
])('of the id %j the page learns %j: never more than half', (id, ending) => {
  expect(endingOf(id)).toBe(ending)
})

function decodeBasic(authorization: string | string[] | undefined): string {
  const [, encoded = ''] = /^Basic (.+)$/.exec(authorization?.toString() ?? '') ?? []
  const [id = ''] = Buffer.from(encoded, 'base64').toString().split(':')
  return decodeURIComponent(id.replaceAll('+', ' '))
}

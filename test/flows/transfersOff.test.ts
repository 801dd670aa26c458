import { registry } from '@skrin/bff/banks/registry'
import { transferCalls } from '@skrin/bff/banks/sbanken/transferCalls'
import { listConnectionRows } from '@skrin/bff/connections/connectionRows'
import { apiRoutes } from '@skrin/bff/routes/apiRoutes'
import type { ApiRoute } from '@skrin/bff/routes/apiRoutes'
import type { ConnectionId, MemberId, TransferOrderId } from '@skrin/shared/brand'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { seedConnection } from './transferSwitches/seedConnection.ts'
import type { Seeded } from './transferSwitches/seedConnection.ts'
import { startSilentBanks } from './transferSwitches/silentBanks.ts'
import type { SilentBanks } from './transferSwitches/silentBanks.ts'
import { spell, writePaths } from './transferSwitches/writePaths.ts'
import type { WritePath } from './transferSwitches/writePaths.ts'

const bankIds = Object.keys(registry) as (keyof typeof registry)[]
const methods = ['POST', 'PUT', 'PATCH', 'DELETE']
const moving = apiRoutes.filter(({ movesMoney }) => movesMoney)
const presence = { ip: '192.0.2.1', userAgent: null }
const body = { amount: { minor: 100, currency: 'NOK' }, date: '2026-01-05', message: '' }

let banks: SilentBanks
let skrin: Skrin
let jonas: Browser
let member: MemberId
let seeded: Map<string, Seeded>

async function begin(transfers: 'on' | 'off') {
  banks = await startSilentBanks()
  skrin = await startSkrin({ env: { ...banks.env, SKRIN_TRANSFERS: transfers } })
  member = (await skrin.addMember('Jonas')).id
  jonas = await skrin.signIn('Jonas')
  seeded = new Map()
  for (const bank of bankIds)
    seeded.set(bank, await seedConnection(skrin.context, { member, bank }))
}
async function end() {
  await skrin.stop()
  await banks[Symbol.asyncDispose]()
}

function seededAt(bank: string): Seeded {
  const found = seeded.get(bank)
  if (!found) throw new Error(`nothing at ${bank}`)
  return found
}

/** On at every connection but this bank's. */
async function turnOnElsewhere(bank: string) {
  const { db, clock } = skrin.context
  await db.updateTable('connections').set({ transfers_at: clock.now() }).execute()
  await db.updateTable('connections').set({ transfers_at: null }).where('bank', '=', bank).execute()
}

/** Every documented write, in every spelling, by every method that there is. */
async function tryPassThrough(bank: keyof typeof registry): Promise<string[]> {
  const { connection } = seededAt(bank)
  const open: string[] = []
  for (const { path } of writePaths[bank]) {
    const where = (spelled: string) => `/connections/${connection}/bank${spelled}`
    const answers = await Promise.all([
      ...spell(path).map((spelled) => jonas.api('GET', where(spelled))),
      jonas.api('HEAD', where(path)),
      ...methods.map((method) => jonas.api(method, where(path), body)),
    ])
    const passed = answers.filter(({ status }) => ![400, 403, 404, 405].includes(status))
    open.push(...passed.map(({ status }) => `${path}: ${status}`))
  }
  return open
}

/** A route about moving money, with what is this bank's in every place that takes an id. */
function callMoving({ method, path }: ApiRoute, { connection, accounts, order }: Seeded) {
  const id = path.startsWith('/api/connections') ? connection : order
  const [from, to] = accounts
  const bodies: Readonly<Record<string, unknown>> = {
    '/api/transfer-orders': { ...body, from, to },
    '/api/transfer-orders/limit': { limit: body.amount },
    '/api/transfer-orders/{id}/decide': { decision: 'did_not_happen' },
  }
  const sent = method === 'get' || method === 'delete' ? undefined : (bodies[path] ?? {})
  const asked = path.replace('/api', '').replace('{id}', id)
  return jonas.api(method.toUpperCase(), asked, sent)
}

const connectionsOf = async () => {
  const answer = await jonas.api('GET', '/connections')
  return answer.parse(connectionsAnswer).connections
}

describe('M3: with the host’s word missing', () => {
  beforeAll(() => begin('off'))
  afterAll(end)

  it.each(bankIds)('no documented write of %s goes anywhere', async (bank) => {
    await turnOnElsewhere('none')

    expect(await tryPassThrough(bank)).toEqual([])
    expect([banks.sockets(), banks.requests()]).toEqual([0, []])
  })

  it.each(moving.map(({ method, path }) => [method, path]))(
    '%s %s says so before it looks at anything, whatever people turned on before',
    async (method, path) => {
      await turnOnElsewhere('none')
      const route = moving.find((one) => one.method === method && one.path === path)
      if (!route) throw new Error('no such route')
      const connection = 'unknown' as ConnectionId
      const unknown = { ...seededAt('seb'), connection, order: 'unknown' as TransferOrderId }

      for (const thing of [...seeded.values(), unknown])
        expect(codeOf(await callMoving(route, thing))).toBe('403 transfers_off')
      skrin.clock.advance(11 * 60_000)
      expect(codeOf(await callMoving(route, seededAt('seb')))).toBe('403 transfers_off')
      skrin.clock.advance(-11 * 60_000)
      expect(banks.sockets()).toBe(0)
    },
  )

  it('opens no way for them either, and offers nobody to', async () => {
    for (const row of await listConnectionRows(skrin.context.db, member)) {
      const opening = skrin.context.access.openTransferApi(row, presence)
      await expect(opening).rejects.toMatchObject({ code: 'transfers_off' })
    }

    expect((await connectionsOf()).map(({ transfers }) => transfers)).toEqual(
      bankIds.map(() => 'unable'),
    )
    expect(banks.sockets()).toBe(0)
  })
})

describe.each(['nowhere', 'elsewhere'])('M3: with it turned on %s by the person', (where) => {
  beforeAll(() => begin('on'))
  afterAll(end)
  const turn = async (bank: string) => {
    if (where === 'elsewhere') await turnOnElsewhere(bank)
  }

  it.each(bankIds)('no documented write of %s goes anywhere', async (bank) => {
    await turn(bank)

    expect(await tryPassThrough(bank)).toEqual([])
    expect([banks.sockets(), banks.requests()]).toEqual([0, []])
  })

  it.each(bankIds)('no order at %s is reviewed or sent', async (bank) => {
    await turn(bank)
    const thing = seededAt(bank)
    const orders = moving.filter(({ path }) => path.startsWith('/api/transfer-orders'))

    for (const route of orders) {
      const answer = await callMoving(route, thing)
      const isActing = /^\/api\/transfer-orders(\/\{id\}\/confirm)?$/.test(route.path)
      if (route.method === 'post' && isActing) expect(codeOf(answer)).toBe('403 transfers_off')
    }
    expect([banks.sockets(), banks.requests()]).toEqual([0, []])
  })

  it.each(bankIds)('no way for them opens at %s', async (bank) => {
    await turn(bank)
    const { connection } = seededAt(bank)
    const rows = await listConnectionRows(skrin.context.db, member)
    const row = rows.find(({ id }) => id === connection)
    if (!row) throw new Error('no row')

    const opening = skrin.context.access.openTransferApi(row, presence)

    await expect(opening).rejects.toMatchObject({ code: 'transfers_off' })
    expect(banks.sockets()).toBe(0)
  })
})

/** Called with what a route might take for a call, an address or a method, in every place that it has. */
function callWithWrite({ method, path }: ApiRoute, thing: Seeded, write: WritePath) {
  const named = path
    .replace('/api', '')
    .replace('{bank}', thing.bank)
    .replace('{id}', path.includes('accounts') ? thing.accounts[0] : thing.connection)
    .replaceAll(/\{\w+\}/g, encodeURIComponent(write.path))
  const wish = { ...write, bank: thing.bank, renew: thing.connection, call: write.path }
  const query = new URLSearchParams({ path: write.path, method: write.method }).toString()
  const hasBody = !['get', 'delete'].includes(method)
  const asked = hasBody ? named : `${named}?${query}`
  return jonas.api(method.toUpperCase(), asked, hasBody ? { ...wish, ...body } : undefined)
}

describe('M3: through every other route', () => {
  beforeAll(() => begin('on'))
  afterAll(end)
  const isLast = ({ path }: ApiRoute) => /session|password|members/.test(path)
  const others = apiRoutes
    .filter(({ path }) => path.startsWith('/api/') && path !== '/api/events')
    .toSorted((a, b) => Number(isLast(a)) - Number(isLast(b)))

  it('leaves no documented write to any bank, though some ask the bank to read', async () => {
    for (const route of others) {
      for (const bank of bankIds) {
        const [write] = writePaths[bank]
        if (write) await callWithWrite(route, seededAt(bank), write)
      }
    }
    await skrin.context.refresher.settle()

    const writes = bankIds.flatMap((bank) => writePaths[bank])
    const known = banks.requests().map((line) => line.toLowerCase())
    expect(
      known.filter((line) => writes.some(({ path }) => line.includes(path.toLowerCase()))),
    ).toEqual([])
    // It can tell: reading and signing in did knock.
    expect(known.length).toBeGreaterThan(0)
  })
})

describe('with it turned on here', () => {
  beforeAll(() => begin('on'))
  afterAll(end)

  it('reading by hand still goes as reading, whatever method a header names', async () => {
    const { connection } = seededAt('sparebank1')
    banks.clear()
    const headers = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }
    const override = { 'x-http-method-override': 'POST', 'x-http-method': 'POST' }

    await jonas.send({
      path: `/api/connections/${connection}/bank/accounts`,
      headers: { ...headers, ...override },
    })

    expect(banks.requests()).toEqual(['GET /sparebank1/personal/banking/accounts'])
  })

  it('M2: the way opens at that bank alone, and closes with the word for what is under way', async () => {
    const { db, access, clock } = skrin.context
    const { connection } = seededAt('sbanken')
    const rowOf = async (bank: string) => {
      const rows = await listConnectionRows(db, member)
      const row = rows.find((one) => one.bank === bank)
      if (!row) throw new Error('no row')
      return row
    }
    await db
      .updateTable('connections')
      .set({ transfers_at: clock.now() })
      .where('id', '=', connection)
      .execute()
    const api = await access.openTransferApi(await rowOf('sbanken'), presence)
    banks.clear()

    await api.send(transferCalls.transfer, { body: {} })
    expect(banks.requests()).toEqual(['POST /sbanken/apibeta/api/v2/Transfers'])
    const off = await jonas.api('DELETE', `/connections/${connection}/transfers`)
    const late = api.send(transferCalls.transfer, { body: {} })

    expect(off.json).toEqual({ on: false, renew: false })
    await expect(late).rejects.toMatchObject({ code: 'transfers_off' })
    await expect(access.openTransferApi(await rowOf('sbanken'), presence)).rejects.toMatchObject({
      code: 'transfers_off',
    })
    expect(banks.requests()).toHaveLength(1)
  })
})

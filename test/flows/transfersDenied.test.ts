import type { OutgoingHttpHeaders } from 'node:http'
import { apiRoutes } from '@skrin/bff/routes/apiRoutes'
import type { ApiRoute } from '@skrin/bff/routes/apiRoutes'
import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import type { Member } from '@skrin/shared/api/session'
import { apiTokenAnswer } from '@skrin/shared/api/tokens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { seedConnection } from './transferSwitches/seedConnection.ts'
import type { Seeded } from './transferSwitches/seedConnection.ts'
import { startSilentBanks } from './transferSwitches/silentBanks.ts'
import type { SilentBanks } from './transferSwitches/silentBanks.ts'

const HOUR_MS = 60 * 60_000
const noted = apiRoutes.filter(({ notesRefusals }) => notesRefusals)
const rows = noted.map((route) => [route.method, route.path, route] as const)

let banks: SilentBanks
let skrin: Skrin
let jonasMember: Member
let seeded: Seeded
let ingrid: Browser
let jonas: Browser
let kari: Browser
let emma: Browser

beforeAll(async () => {
  banks = await startSilentBanks()
  skrin = await startSkrin({ env: { ...banks.env, SKRIN_TRANSFERS: 'on' } })
  await skrin.addMember('Ingrid', { role: 'owner' })
  jonasMember = await skrin.addMember('Jonas')
  await skrin.addMember('Emma', { role: 'child' })
  seeded = await seedConnection(skrin.context, { member: jonasMember.id, bank: 'sbanken' })
  ingrid = await skrin.signIn('Ingrid')
  jonas = await skrin.signIn('Jonas')
  kari = await skrin.signIn('Kari')
  emma = await skrin.signIn('Emma')
})
beforeEach(async () => {
  const { db } = skrin.context
  await db.updateTable('connections').set({ transfers_at: 1 }).execute()
  await db.deleteFrom('access_log').execute()
  skrin.logLines.length = 0
  banks.clear()
})
afterAll(async () => {
  await skrin.stop()
  await banks[Symbol.asyncDispose]()
})

const whatStands = async () => {
  const { db } = skrin.context
  return [
    await db.selectFrom('transfer_orders').selectAll().execute(),
    await db.selectFrom('transfer_limits').selectAll().execute(),
    await db.selectFrom('connections').select(['id', 'transfers_at']).execute(),
    await db.selectFrom('connect_attempts').selectAll().execute(),
  ]
}

interface Wish {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
}

/** What Jonas's own page would send to this route, about what is his. */
function toWish({ method, path }: ApiRoute): Wish {
  const { connection, accounts, order } = seeded
  const [from, to] = accounts
  const amount = { minor: 10_000, currency: 'NOK' }
  const bodies: Readonly<Record<string, unknown>> = {
    '/api/transfer-orders': { from, to, amount, date: '2026-12-24', message: '' },
    '/api/transfer-orders/limit': { limit: amount },
    '/api/transfer-orders/{id}/decide': { decision: 'did_not_happen' },
  }
  return {
    method: method.toUpperCase(),
    path: path.replace('{id}', path.includes('connections') ? connection : order),
    body: method === 'delete' ? undefined : JSON.stringify(bodies[path] ?? {}),
  }
}

const own = { 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }

function send(browser: Browser, { method, path, body }: Wish, headers: OutgoingHttpHeaders = own) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  return browser.send({ method, path, headers: { ...type, ...headers }, ...(body && { body }) })
}

const deniedOf = async (browser: Browser) => {
  const { entries } = (await browser.api('GET', '/access-log')).parse(accessLogAnswer)
  return entries
    .filter(({ event }) => event === 'transfer.denied')
    .map(({ actor, subject }) => [actor.name, subject['reason']])
}
const refusalsLogged = () =>
  skrin.logLines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'attempt.refused')
    .map(({ method, route, code }) => [method, route, code])

describe.each(rows)('M4: %s %s', (method, path, route) => {
  it('is refused to a child, and noted for the child, the parents and whose it is', async () => {
    const before = await whatStands()

    const answer = await send(emma, toWish(route))

    expect(codeOf(answer)).toBe('403 forbidden')
    expect(await whatStands()).toEqual(before)
    expect(banks.sockets()).toBe(0)
    expect(await deniedOf(emma)).toEqual([['Emma', 'forbidden']])
    expect(await deniedOf(ingrid)).toEqual([['Emma', 'forbidden']])
    expect(await deniedOf(jonas)).toEqual(path.includes('{id}') ? [['Emma', 'not_own']] : [])
    expect(refusalsLogged()).toEqual([[method, path, 'forbidden']])
  })

  it('is nobody else’s: noted for who tried, and for whose it is', async () => {
    const before = await whatStands()
    const isAboutOneself = route.notesRefusals === 'own'

    const answers = isAboutOneself
      ? []
      : [await send(kari, toWish(route)), await send(ingrid, toWish(route))]

    expect(answers.map(codeOf)).toEqual(answers.map(() => '404 not_found'))
    expect(await whatStands()).toEqual(before)
    expect(banks.sockets()).toBe(0)
    expect(await deniedOf(kari)).toEqual(isAboutOneself ? [] : [['Kari', 'unknown']])
    expect(await deniedOf(ingrid)).toEqual(isAboutOneself ? [] : [['Ingrid', 'unknown']])
    const told = isAboutOneself
      ? []
      : [
          ['Ingrid', 'not_own'],
          ['Kari', 'not_own'],
        ]
    expect((await deniedOf(jonas)).sort()).toEqual(told)
  })

  it('is not for scripts, and noted with the name of the token', async () => {
    const before = await whatStands()
    const account = { account: seeded.accounts[0], level: 'transactions' }
    const made = await jonas.api('POST', '/tokens', {
      name: 'Budget',
      accounts: [account],
      days: 7,
    })
    const { token } = made.parse(apiTokenAnswer)
    const authorization = `Bearer ${token}`

    // With and without the cookie of somebody who may.
    const answers = [
      await send(skrin.browser(), toWish(route), { authorization }),
      await send(jonas, toWish(route), { ...own, authorization }),
    ]

    expect(answers.map(codeOf)).toEqual(['403 forbidden', '403 forbidden'])
    expect(await whatStands()).toEqual(before)
    expect(banks.sockets()).toBe(0)
    const { entries } = (await jonas.api('GET', '/access-log')).parse(accessLogAnswer)
    expect(entries.filter(({ event }) => event === 'transfer.denied')).toMatchObject([
      {
        actor: { kind: 'token', name: 'Jonas' },
        subject: { token: 'Budget', reason: 'forbidden' },
      },
    ])
  })

  it('is not for whoever has not signed in, which the log of the host says', async () => {
    const before = await whatStands()

    const answer = await send(skrin.browser(), toWish(route))

    expect(codeOf(answer)).toBe('401 unauthenticated')
    expect(await whatStands()).toEqual(before)
    expect(refusalsLogged()).toEqual([[method, path, 'unauthenticated']])
  })

  it.each([
    ['without the header', { 'sec-fetch-site': 'same-origin' }],
    ['from another site', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['from another port', { ...own, 'sec-fetch-site': 'same-site' }],
    ['by a link', { ...own, 'sec-fetch-site': 'none' }],
    ['from an old browser elsewhere', { 'x-csrf': '1', origin: 'https://evil.example' }],
    [
      'by a form',
      {
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
      },
    ],
  ])('is refused %s to the very person, which the log of the host says', async (_, headers) => {
    const before = await whatStands()

    const answer = await send(jonas, toWish(route), headers)

    expect(codeOf(answer)).toBe('403 cross_site')
    expect(await whatStands()).toEqual(before)
    expect(banks.sockets()).toBe(0)
    expect(refusalsLogged()).toEqual([[method, path, 'cross_site']])
  })
})

describe('M4: without a recent proof', () => {
  const fresh = rows.filter(([, , route]) => route.fresh)

  it.each(fresh)('%s %s asks for one, and notes that', async (method, path, route) => {
    const before = await whatStands()
    skrin.clock.advance(11 * 60_000)

    const answer = await send(jonas, toWish(route))

    skrin.clock.advance(-11 * 60_000)
    expect(codeOf(answer)).toBe('403 step_up_needed')
    expect(await whatStands()).toEqual(before)
    expect(banks.sockets()).toBe(0)
    expect(await deniedOf(jonas)).toEqual([['Jonas', 'stale']])
    expect(refusalsLogged()).toEqual([[method, path, 'step_up_needed']])
  })
})

describe('M4: who goes on trying', () => {
  it('is noted once an hour, whatever is tried', async () => {
    const attempts = Array.from({ length: 5 }, () =>
      noted.map((route) => send(emma, toWish(route))),
    )
    await Promise.all(attempts.flat())
    const inThisHour = await deniedOf(emma)
    skrin.clock.advance(HOUR_MS)
    const later = await skrin.signIn('Emma')
    await Promise.all(noted.map((route) => send(later, toWish(route))))
    const inBoth = [await deniedOf(later), await deniedOf(await skrin.signIn('Jonas'))]
    skrin.clock.advance(-HOUR_MS)

    expect(inThisHour).toEqual([['Emma', 'forbidden']])
    expect(inBoth.map((entries) => entries.length)).toEqual([2, 2])
  })

  it('does not learn from their own log which ids exist', async () => {
    const [confirm] = noted.filter(({ path }) => path.endsWith('/confirm'))
    if (!confirm) throw new Error('no such route')
    const toUnknown = ({ path, ...wish }: Wish) => ({
      ...wish,
      path: path.replace(seeded.order, 'AAAAAAAAAAAAAAAAAAAAAA'),
    })

    const known = await send(kari, toWish(confirm))
    const ofKnown = await deniedOf(kari)
    await skrin.context.db.deleteFrom('access_log').execute()
    const unknown = await send(kari, toUnknown(toWish(confirm)))

    const { reference: _, ...said } = known.json as Record<string, unknown>
    expect(unknown.json).toMatchObject(said)
    expect(await deniedOf(kari)).toEqual(ofKnown)
    expect(await deniedOf(jonas)).toEqual([])
  })
})

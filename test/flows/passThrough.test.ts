import type { Connection } from '@skrin/shared/api/connections'
import { problem } from '@skrin/shared/api/problem'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../contracts/support/listen.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const bank = 'seb'
let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser
let id: Connection['id']

beforeAll(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env, transportLimits: { totalMs: 4000, connections: 3 } })
  jonas = await skrin.signIn('Jonas')
  id = await connectBank(jonas, bank, 'Jonas')
  await skrin.context.refresher.settle()
  sandbox.journal.clear()
})
afterEach(async () => {
  sandbox.faults.clear()
  sandbox.journal.clear()
  await skrin.context.db.updateTable('connections').set({ blocked_until: null }).execute()
})
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

const ask = (path: string) => jonas.api('GET', `/connections/${id}/bank${path}`)
const asked = () => sandbox.journal.entries(bank)

describe('the raw pass-through', () => {
  it('gives the bank’s own answer, byte for byte', async () => {
    const { status, headers, json } = await ask('/accounts?withBalance=true')

    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(headers['cache-control']).toBe('no-store')
    expect(json).toMatchObject({
      accounts: expect.arrayContaining([
        expect.objectContaining({ resourceId: expect.any(String) }),
      ]),
    })
  })

  it('asks again with a fresh token after a 401, once', async () => {
    sandbox.banks.get(bank)?.expireAccessTokens()

    expect((await ask('/accounts')).status).toBe(200)
    expect(asked().map(({ operation, status }) => [operation, status])).toEqual([
      ['accounts', 401],
      ['token', 201],
      ['accounts', 200],
    ])
  })

  it('X5: gives up after two calls and one refresh when the bank goes on saying 401', async () => {
    sandbox.faults.set({ bank, operation: 'accounts', kind: 'unauthorized' })

    const answer = await ask('/accounts')

    expect(answer.parse(problem).code).toBe('reconnect_needed')
    expect(asked().map(({ operation }) => operation)).toEqual(['accounts', 'token', 'accounts'])
  })

  it('H1: is closed to everybody but the connection’s owner, as if it did not exist', async () => {
    const ingrid = await skrin.signIn('Ingrid')
    const answers = [
      await ingrid.api('GET', `/connections/${id}/bank/accounts`),
      await ingrid.api('GET', '/connections/AAAAAAAAAAAAAAAAAAAAAA/bank/accounts'),
    ]

    expect(answers.map((answer) => answer.parse(problem).code)).toEqual(['not_found', 'not_found'])
    expect(asked()).toEqual([])
  })
})

describe('P1: nothing but what the bank’s list allows leaves', () => {
  it.each([
    '/payments/swedish-domestic-private-own-accounts-transfers',
    '/accounts/..',
    '/accounts/../../../pis/payments',
    '/accounts/%2e%2e/transactions',
    '/accounts/a%2f..%2f..%2fpis/transactions',
    '/accounts/a%5c..%5cb/transactions',
    '/accounts/a%252e/../transactions',
    '/accounts/%00/transactions',
    '//evil.example/accounts',
    '/accounts;a=b',
    '/Accounts',
    '/accounts/',
    '/http://evil.example/',
    '/accounts?amount=1',
    '/accounts?withBalance=true&__proto__=1',
    `/accounts?withBalance=${'x'.repeat(300)}`,
    '/accounts/%zz',
    '/',
    '',
  ])('%s is refused before any call', async (path) => {
    const answer = await ask(path)

    expect([400, 403, 404, 405]).toContain(answer.status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(asked()).toEqual([])
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS'])(
    '%s is refused',
    async (method) => {
      const answer = await jonas.api(method, `/connections/${id}/bank/accounts`, {})

      expect([400, 404, 405]).toContain(answer.status)
      expect(asked()).toEqual([])
    },
  )

  it('CRLF in a value does not become a header', async () => {
    const { status } = await ask('/accounts?withBalance=true%0d%0aX-Evil:%201')

    expect(status).toBeLessThan(500)
    expect(asked().every(({ headers }) => headers['x-evil'] === undefined)).toBe(true)
  })
})

it('P2: does not follow a redirect, and shows the second server nothing', async () => {
  const seen: (string | undefined)[] = []
  const elsewhere = await listen((request, response) => {
    seen.push(request.url)
    response.end('{}')
  })
  sandbox.faults.set({
    bank,
    operation: 'accounts',
    kind: 'redirect',
    value: `${elsewhere.origin}/steal`,
  })

  const answer = await ask('/accounts')
  await elsewhere.close()

  expect([answer.status, answer.parse(problem).code]).toEqual([502, 'bank_wrong_answer'])
  expect(answer.headers.location).toBeUndefined()
  expect(seen).toEqual([])
})

it('P3: builds the headers to the bank, whatever the browser sends', async () => {
  await jonas.send({
    path: `/api/connections/${id}/bank/accounts`,
    headers: {
      'x-csrf': '1',
      cookie: [...jonas.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      authorization: 'Basic from-browser',
      'x-forwarded-for': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
      connection: 'close, x-custom',
      'x-custom': 'hop',
      referer: 'http://localhost/secret',
      origin: skrin.url,
    },
  })

  const [request] = asked()
  expect(request?.headers.authorization).toMatch(/^Bearer AT-/)
  expect(request?.headers['psu-ip-address']).toBe('127.0.0.1')
  for (const name of [
    'cookie',
    'x-forwarded-for',
    'forwarded',
    'x-custom',
    'referer',
    'origin',
    'x-csrf',
  ]) {
    expect(request?.headers[name]).toBeUndefined()
  }
})

it('P4: lets none of the bank’s headers through but the kind of content', async () => {
  const plain = await ask('/accounts')
  sandbox.faults.set({ bank, operation: 'accounts', kind: 'hostile_headers' })

  const hostile = await ask('/accounts')

  expect(Object.keys(hostile.headers).sort()).toEqual(Object.keys(plain.headers).sort())
  expect(hostile.headers['content-security-policy']).toBe(plain.headers['content-security-policy'])
})

describe('P5 P6: an answer that breaks the rules', () => {
  it.each([
    ['hang', 'bank_timeout', 504],
    ['reset', 'bank_unreachable', 502],
    ['wrong_type', 'bank_wrong_answer', 502],
    ['server_error', 'bank_unavailable', 503],
    ['unavailable', 'bank_unavailable', 503],
    ['rate_limited', 'bank_rate_limited', 503],
  ] as const)(
    '(%s) becomes a problem of ours, with nothing of the bank’s',
    async (kind, code, status) => {
      sandbox.faults.set({ bank, operation: 'accounts', kind })

      const answer = await ask('/accounts')

      expect([answer.parse(problem).code, answer.status]).toEqual([code, status])
      expect(answer.text).not.toMatch(/java|maintenance|Exception/)
      expect(answer.parse(problem).reference).toEqual(expect.any(String))
    },
  )

  it('(huge) is cut off, so that it cannot be taken for a whole one', async () => {
    sandbox.faults.set({ bank, operation: 'accounts', kind: 'huge' })

    await expect(ask('/accounts')).rejects.toThrow()
  })
})

it('P7: shows the bank at most so many calls at once', async () => {
  let most = 0
  let current = 0
  const upstream = await listen((_request, response) => {
    most = Math.max(most, ++current)
    setTimeout(() => {
      current--
      response.setHeader('content-type', 'application/json').end('{}')
    }, 20)
  })
  await using limited = await startSkrin({
    env: { ...sandbox.env, SKRIN_SEB_API_URL: upstream.origin },
    transportLimits: { connections: 3, totalMs: 20_000 },
  })
  const browser = await limited.signIn('Jonas')
  const own = await connectBank(browser, bank, 'Jonas')

  const answers = await Promise.all(
    Array.from({ length: 200 }, () => browser.api('GET', `/connections/${own}/bank/accounts`)),
  )
  await upstream.close()

  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(most).toBeLessThanOrEqual(3)
})

describe('what is kept between two requests', () => {
  it('S6: lets nobody in with a session that was signed out', async () => {
    const browser = await skrin.signIn('Jonas')
    const path = `/api/connections/${id}/bank/accounts`
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const first = await browser.send({ path, headers: { 'x-csrf': '1' } })
    await browser.api('DELETE', '/session')

    const second = await skrin.browser().send({ path, headers: { 'x-csrf': '1', cookie } })

    expect(first.status).toBe(200)
    expect(second.parse(problem).code).toBe('unauthenticated')
  })

  it('S4: takes no session whose signature is another’s', async () => {
    const cookie = [...jonas.cookies].map(([name, value]) => `${name}=${value}x`).join('; ')
    await ask('/accounts')

    const answer = await skrin.browser().send({
      path: `/api/connections/${id}/bank/accounts`,
      headers: { 'x-csrf': '1', cookie },
    })

    expect(answer.parse(problem).code).toBe('unauthenticated')
  })

  it('S5: ends with the session, though nothing was written meanwhile', async () => {
    expect((await ask('/accounts')).status).toBe(200)
    skrin.clock.advance(31 * 60_000)

    expect((await ask('/accounts')).parse(problem).code).toBe('unauthenticated')
  })

  it('forgets a connection that is given up', async () => {
    const browser = await skrin.signIn('Jonas')
    const asking = () => browser.api('GET', `/connections/${id}/bank/accounts`)
    expect((await asking()).status).toBe(200)
    await browser.api('DELETE', `/connections/${id}`)

    expect((await asking()).parse(problem).code).toBe('not_found')
  })
})

import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import { problem } from '@skrin/shared/api/problem'
import type { Member } from '@skrin/shared/api/session'
import type { ShareLevel } from '@skrin/shared/api/sharing'
import { apiTokenAnswer, apiTokensAnswer } from '@skrin/shared/api/tokens'
import { totals, transactionDetails, transactionsAnswer } from '@skrin/shared/api/transactions'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { sendRequest } from './harness/sendRequest.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const DAY_MS = 24 * 60 * 60_000
let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser
let ingrid: Browser
let jonasMember: Member
let accounts: Account[]

beforeAll(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env })
  await skrin.addMember('Ingrid', { role: 'owner' })
  jonasMember = await skrin.addMember('Jonas')
  jonas = await skrin.signIn('Jonas')
  await connectBank(jonas, 'seb', 'Jonas')
  accounts = (await jonas.api('GET', '/accounts')).parse(accountsAnswer).accounts
})
beforeEach(async () => {
  const { db } = skrin.context
  for (const table of ['shares', 'api_tokens', 'access_log', 'rate_limits'] as const)
    await db.deleteFrom(table).execute()
  jonas = await skrin.signIn('Jonas')
  ingrid = await skrin.signIn('Ingrid')
})
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

const first = () => accounts[0] ?? raise()
const second = () => accounts[1] ?? raise()
const raise = () => {
  throw new Error('too few accounts')
}
const make = (browser: Browser, scope: readonly (readonly [Account, ShareLevel])[], days = 30) =>
  browser.api('POST', '/tokens', {
    name: 'Budget',
    accounts: scope.map(([{ id }, level]) => ({ account: id, level })),
    days,
  })
const makeToken = async (scope: readonly (readonly [Account, ShareLevel])[], browser = jonas) =>
  (await make(browser, scope)).parse(apiTokenAnswer)
/** As a script does, with nothing else. */
const read = (token: string, path: string, headers = {}) =>
  sendRequest(skrin.url, {
    path: `/api${path}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
const seen = async (token: string) => (await read(token, '/accounts')).parse(accountsAnswer)

describe('an API token', () => {
  it('opens the accounts that it was made for, as last known, and asks no bank', async () => {
    const { token, apiToken } = await makeToken([[first(), 'transactions']])
    sandbox.journal.clear()
    skrin.clock.advance(10 * 60_000)

    const answer = await seen(token)

    expect(token).toMatch(/^skrin_[\w-]{43}$/)
    expect(apiToken).toMatchObject({ name: 'Budget', usedAt: null })
    expect(answer).toMatchObject({
      accounts: [{ id: first().id, access: 'transactions', connection: null, sharing: null }],
      outcomes: [],
    })
    expect(answer.accounts).toHaveLength(1)
    expect(sandbox.journal.entries()).toEqual([])
  })

  it('reads transactions of those accounts only, and never what the bank sent', async () => {
    const { token } = await makeToken([[first(), 'transactions']])
    const list = await read(token, '/transactions')
    const { transactions, outcomes } = list.parse(transactionsAnswer)
    const details = await read(token, `/transactions/${transactions[0]?.id}`)

    expect(new Set(transactions.map(({ account }) => account))).toEqual(new Set([first().id]))
    expect(outcomes).toEqual([])
    expect(details.parse(transactionDetails).wire).toBeNull()
    expect((await read(token, `/accounts/${first().id}/transactions`)).status).toBe(200)
    expect((await read(token, `/accounts/${second().id}/transactions`)).status).toBe(404)
  })

  it('shows a balance and nothing more where it was made for the balance', async () => {
    const { token } = await makeToken([[first(), 'balance']])

    expect((await seen(token)).accounts).toMatchObject([
      { access: 'balance', number: null, available: null, balance: first().balance, trend: [] },
    ])
    expect((await read(token, '/transactions/totals')).parse(totals).count).toBe(0)
  })

  it('H1: neither says nor is listed with the number that a bank calls an account by', async () => {
    const number = first().number ?? ''
    const rename = (name: string) =>
      skrin.context.db.updateTable('accounts').set({ name }).where('id', '=', first().id).execute()
    await rename(number)
    const shares = [{ with: 'household', level: 'balance' }]
    await jonas.api('PUT', `/accounts/${first().id}/sharing`, { shares })
    const ofJonas = await makeToken([[first(), 'balance']])
    const ofIngrid = await makeToken([[first(), 'balance']], ingrid)

    const told = [
      await read(ofJonas.token, '/accounts'),
      await read(ofIngrid.token, '/accounts'),
      await ingrid.api('GET', '/accounts'),
      await ingrid.api('GET', '/tokens'),
    ]
    await rename(first().name)

    expect(number).toMatch(/^\d{7,}$/)
    for (const { text } of told) {
      expect(text).toContain(`…${number.slice(-4)}`)
      expect(text).not.toContain(number)
    }
  })

  it('H2: sees no more than its maker, from the moment that something is shared no longer', async () => {
    const share = (shares: unknown[]) =>
      jonas.api('PUT', `/accounts/${first().id}/sharing`, { shares })
    const ofIngrid = (await ingrid.api('GET', '/session')).json as { member: Member }
    await share([{ with: ofIngrid.member.id, level: 'transactions' }])
    const { token } = await makeToken([[first(), 'transactions']], ingrid)

    expect((await read(token, '/transactions/totals')).parse(totals).count).not.toBe(0)
    await share([{ with: 'household', level: 'balance' }])
    expect((await seen(token)).accounts).toMatchObject([{ access: 'balance' }])
    await share([])

    expect((await seen(token)).accounts).toEqual([])
    const { tokens } = (await ingrid.api('GET', '/tokens')).parse(apiTokensAnswer)
    expect(tokens).toMatchObject([{ accounts: [] }])
  })

  it('is made for nothing that its maker does not see', async () => {
    const unseen = await make(ingrid, [[first(), 'balance']])
    const unknown = await make(ingrid, [
      [{ ...first(), id: 'unknown' as Account['id'] }, 'balance'],
    ])
    await jonas.api('PUT', `/accounts/${first().id}/sharing`, {
      shares: [{ with: 'household', level: 'balance' }],
    })
    const tooMuch = await make(ingrid, [[first(), 'transactions']])

    for (const answer of [unseen, unknown, tooMuch]) {
      expect(answer.parse(problem)).toMatchObject({ code: 'bad_request', field: 'accounts' })
    }
    expect((await ingrid.api('GET', '/tokens')).json).toEqual({ tokens: [] })
  })

  it('is over when it is revoked, when its days are over, and when its maker leaves or becomes a child', async () => {
    const revoked = await makeToken([[first(), 'balance']])
    const expired = await makeToken([[first(), 'balance']])
    await jonas.api('DELETE', `/tokens/${revoked.apiToken.id}`)

    expect((await read(revoked.token, '/accounts')).status).toBe(401)
    expect((await read(expired.token, '/accounts')).status).toBe(200)
    const { db } = skrin.context
    const asJonas = db.updateTable('members').where('id', '=', jonasMember.id)
    await asJonas.set({ role: 'child' }).execute()
    expect((await read(expired.token, '/accounts')).status).toBe(401)
    await asJonas.set({ role: 'adult', leaving_at: 1 }).execute()
    expect((await read(expired.token, '/accounts')).status).toBe(401)
    await asJonas.set({ leaving_at: null }).execute()
    skrin.clock.advance(30 * DAY_MS)
    expect((await read(expired.token, '/accounts')).status).toBe(401)
  })

  it('T6: is kept as a hash, and told once', async () => {
    const { token } = await makeToken([[first(), 'balance']])
    await read(token, '/accounts')

    const rows = await skrin.context.db.selectFrom('api_tokens').selectAll().execute()
    const list = await jonas.api('GET', '/tokens')

    const secret = token.slice('skrin_'.length)
    expect(JSON.stringify(rows) + list.text + skrin.logLines.join('')).not.toContain(secret)
    expect(rows).toHaveLength(1)
  })

  it('is noted when it is made, used and revoked', async () => {
    const { token, apiToken } = await makeToken([[first(), 'balance']])
    await read(token, '/accounts')
    await read(token, '/accounts')
    await jonas.api('DELETE', `/tokens/${apiToken.id}`)

    const { entries } = (await jonas.api('GET', '/access-log')).parse(accessLogAnswer)

    const told = entries.map(({ event, actor, subject }) => [event, actor.kind, subject['token']])
    expect(told.filter(([event]) => event !== 'sign_in.succeeded').toSorted()).toEqual([
      ['account.opened', 'token', 'Budget'],
      ['api_token.made', 'session', 'Budget'],
      ['api_token.revoked', 'session', 'Budget'],
      ['api_token.used', 'token', 'Budget'],
    ])
  })

  it('says when it was last used, to the minute', async () => {
    const { token } = await makeToken([[first(), 'balance']])
    const usedAt = async () =>
      (await jonas.api('GET', '/tokens')).parse(apiTokensAnswer).tokens[0]?.usedAt
    await read(token, '/accounts')
    const before = await usedAt()
    await read(token, '/accounts')
    const same = await usedAt()
    skrin.clock.advance(61_000)
    await read(token, '/accounts')

    expect(before).not.toBeNull()
    expect(same).toBe(before)
    expect(await usedAt()).not.toBe(before)
  })
})

describe('a request with Bearer', () => {
  it('needs no header of ours, and counts no cookie that comes with it', async () => {
    const { token } = await makeToken([[first(), 'balance']])
    const cookie = [...jonas.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const page = { cookie, 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }

    const withBoth = await read(token, '/accounts', page)
    const wrong = await read('skrin_wrong', '/accounts', page)
    const empty = await sendRequest(skrin.url, {
      path: '/api/accounts',
      headers: { ...page, authorization: 'Bearer' },
    })

    expect(withBoth.parse(accountsAnswer).accounts).toHaveLength(1)
    expect(withBoth.headers['set-cookie']).toBeUndefined()
    expect([wrong.status, empty.status]).toEqual([401, 401])
  })

  it('C2: is let in whatever the browser says of its site: no other site has the token', async () => {
    const { token } = await makeToken([[first(), 'balance']])

    const answer = await read(token, '/accounts', { 'sec-fetch-site': 'cross-site' })

    expect(answer.status).toBe(200)
    expect(Object.keys(answer.headers).some((name) => name.startsWith('access-control'))).toBe(
      false,
    )
  })

  it('is refused by the raw pass-through, also beside a cookie', async () => {
    const { token } = await makeToken([[first(), 'transactions']])
    const cookie = [...jonas.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const path = `/connections/${first().connection}/bank/accounts`

    const answer = await read(token, path, { cookie, 'x-csrf': '1' })

    expect(answer.parse(problem).code).toBe('forbidden')
  })

  it('H6: is slowed down for a network that guesses, and a right token there is not', async () => {
    const { token } = await makeToken([[first(), 'balance']])
    const guesses = await Promise.all(
      Array.from({ length: 31 }, (_, index) => read(`skrin_guess-${index}`, '/accounts')),
    )

    const statuses = guesses.map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 401), 429])
    const refused = guesses.find(({ status }) => status === 429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect((await read(token, '/accounts')).status).toBe(200)
  })
})

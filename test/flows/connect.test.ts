import { accountsAnswer } from '@skrin/shared/api/accounts'
import { banksAnswer } from '@skrin/shared/api/banks'
import { connectionsAnswer, disconnectAnswer } from '@skrin/shared/api/connections'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank, startAtBank, visitCallback, walkBank } from './harness/walkBank.ts'

const bank = 'seb'
let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser

beforeEach(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env })
  jonas = await skrin.signIn('Jonas')
})
afterEach(async () => {
  await skrin.stop()
  await sandbox.close()
})

const tokenRequests = () => sandbox.journal.entries(bank, 'token')
const connectionsOf = async (browser: Browser) =>
  (await browser.api('GET', '/connections')).parse(connectionsAnswer).connections

describe('connecting', () => {
  it('S2: works although the callback carries only the Lax cookie', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const back = await visitCallback(jonas, await walkBank(redirectTo, 'Jonas'))

    expect(back.status).toBe(303)
    expect(back.headers.location).toMatch(/^\/banks\/connected\?connection=[\w-]+$/)
    const accounts = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
    expect(accounts.outcomes).toMatchObject([{ bank, status: 'ok', problem: null }])
    expect(accounts.accounts.length).toBeGreaterThan(2)
  })

  it('F1: sends a new, long state and challenge each time', async () => {
    const urls = [await startAtBank(jonas, { bank }), await startAtBank(jonas, { bank })].map(
      (url) => new URL(url),
    )

    const states = urls.map((url) => url.searchParams.get('state') ?? '')
    expect(new Set(states).size).toBe(2)
    expect(states.every((state) => Buffer.from(state, 'base64url').length >= 16)).toBe(true)
    expect(new Set(urls.map((url) => url.searchParams.get('code_challenge'))).size).toBe(2)
  })

  it('T8: asks for reading only', async () => {
    const url = new URL(await startAtBank(jonas, { bank }))

    expect(url.searchParams.get('scope')).toBe('psd2_accounts')
  })

  it('F6: leaves neither code nor state in an address, a cache or a referrer', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const { headers } = await visitCallback(jonas, await walkBank(redirectTo, 'Jonas'))

    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers.location).not.toMatch(/code|state/)
  })

  it('F7: comes back only to pages of its own', async () => {
    const redirectTo = await startAtBank(jonas, { bank, returnTo: '//evil.example/' })
    const back = await visitCallback(jonas, await walkBank(redirectTo, 'Jonas'))

    expect(back.headers.location).toMatch(/^\/banks\/connected\?connection=[\w-]+$/)
  })

  it('F8: sends the configured redirect URI whatever Host is asked for', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')
    const cookie = [...jonas.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    await jonas.visit(callback.pathname + callback.search, {
      cookie,
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    })

    expect(tokenRequests().map(({ form }) => form['redirect_uri'])).toEqual([
      `${skrin.url}/connect/${bank}/callback`,
    ])
  })

  it('T2 T3: authenticates at the token endpoint, in the body, with nothing in the address', async () => {
    await connectBank(jonas, bank, 'Jonas')

    const [request] = tokenRequests()
    expect(request?.url).not.toContain('?')
    expect(request?.form).toMatchObject({
      grant_type: 'authorization_code',
      client_secret: expect.any(String),
    })
  })

  it('keeps the connection’s id when it is renewed, and when the same bank is connected again', async () => {
    const id = await connectBank(jonas, bank, 'Jonas')

    const renewAt = await startAtBank(jonas, { bank, renew: id })
    await visitCallback(jonas, await walkBank(renewAt, 'Jonas'))
    const again = await connectBank(jonas, bank, 'Jonas')

    expect(again).toBe(id)
    expect(await connectionsOf(jonas)).toHaveLength(1)
  })

  it('H1: renews nobody else’s connection, and no other bank’s', async () => {
    const renew = await connectBank(jonas, bank, 'Jonas')
    const ingrid = await skrin.signIn('Ingrid')

    expect((await ingrid.api('POST', '/connections', { bank, renew })).status).toBe(404)
    expect((await jonas.api('POST', '/connections', { bank: 'sparebank1', renew })).status).toBe(
      404,
    )
    expect((await connectionsOf(jonas)).map(({ id }) => id)).toEqual([renew])
  })

  it('renews at the bank of the alliance that was chosen, whatever is chosen now', async () => {
    const { banks } = (await jonas.api('GET', '/banks')).parse(banksAnswer)
    const [choice] = banks.find(({ id }) => id === 'sparebank1')?.choices ?? []
    const [first, other] = (choice?.options ?? []).map(({ value }) => ({
      [choice?.name ?? '']: value,
    }))
    const start = (more: object) => startAtBank(jonas, { bank: 'sparebank1', ...more })
    const chosen = await start({ choices: first })
    const back = await visitCallback(jonas, await walkBank(chosen, 'Jonas'))
    const location = new URL(back.headers.location ?? '', skrin.url)
    const renew = location.searchParams.get('connection')

    const renewAt = new URL(await start({ renew, choices: other }))

    const bankIn = (url: URL) => url.searchParams.get('finInst')
    expect(bankIn(new URL(chosen))).not.toBeNull()
    expect(bankIn(renewAt)).toBe(bankIn(new URL(chosen)))
  })
})

describe('a callback', () => {
  it('F1: counts once; replayed without its cookie it is refused', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')
    await visitCallback(jonas, callback)

    const replay = await visitCallback(jonas, callback)

    expect(replay.status).toBe(400)
    expect(tokenRequests()).toHaveLength(1)
  })

  it('F11: that is delivered twice at once spends the code once and disconnects nothing', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')

    const both = await Promise.all([visitCallback(jonas, callback), visitCallback(jonas, callback)])

    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect(tokenRequests()).toHaveLength(1)
    expect((await connectionsOf(jonas)).map(({ status }) => status)).toEqual(['working'])
  })

  it('F1: is refused in another browser', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')
    const other = await skrin.signIn('Ingrid')

    expect((await visitCallback(other, callback)).status).toBe(400)
    expect(tokenRequests()).toEqual([])
    expect(await connectionsOf(other)).toEqual([])
  })

  it('F1: is refused after ten minutes', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')
    skrin.clock.advance(10 * 60_000 + 1)

    expect((await visitCallback(jonas, callback)).status).toBe(400)
    expect(tokenRequests()).toEqual([])
  })

  it('F3: is refused on another bank’s path', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')
    callback.pathname = '/connect/sbanken/callback'

    expect((await visitCallback(jonas, callback)).status).toBe(400)
    expect(sandbox.journal.entries().filter(({ operation }) => operation === 'token')).toEqual([])
  })

  it('F4: with an error is believed only with the right state, and its words are shown nowhere', async () => {
    await startAtBank(jonas, { bank })
    const forged = new URL(`${skrin.url}/connect/${bank}/callback?error=access_denied&state=wrong`)
    forged.searchParams.set('error_description', '<img src=x onerror=alert(1)>')

    const answer = await visitCallback(jonas, forged)

    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('onerror')
  })

  it('that comes when the connection to renew is gone leads to a page that says so', async () => {
    const renew = await connectBank(jonas, bank, 'Jonas')
    const renewAt = await startAtBank(jonas, { bank, renew })
    const callback = await walkBank(renewAt, 'Jonas')
    await jonas.api('DELETE', `/connections/${renew}?history=delete`)

    const back = await visitCallback(jonas, callback)

    expect(back.status).toBe(303)
    expect(back.headers.location).toBe(`/banks?problem=connect_failed&bank=${bank}`)
  })

  it('says so when the person refused at the bank', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const back = await visitCallback(jonas, await walkBank(redirectTo, 'Jonas', { refuse: true }))

    expect(back.headers.location).toBe(`/banks?problem=connect_denied&bank=${bank}`)
    expect(await connectionsOf(jonas)).toEqual([])
  })

  it('F12: of one member is never stored on another who signed in meanwhile', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')
    await jonas.api('DELETE', '/session')
    await skrin.addMember('Ingrid')
    await jonas.api('POST', '/session', { name: 'Ingrid', password: 'a long and private sentence' })

    expect((await visitCallback(jonas, callback)).status).toBe(400)
    expect(await connectionsOf(jonas)).toEqual([])
    expect(tokenRequests()).toEqual([])
  })

  it('S10: signs nobody in', async () => {
    const redirectTo = await startAtBank(jonas, { bank })
    const callback = await walkBank(redirectTo, 'Jonas')
    jonas.cookies.delete('skrin')
    await visitCallback(jonas, callback)

    expect((await jonas.api('GET', '/connections')).status).toBe(401)
  })
})

describe('F5: a flow starts', () => {
  it('only by the page’s own POST', async () => {
    const forms = [
      jonas.visit(`/api/connections?bank=${bank}`),
      jonas.send({ method: 'POST', path: '/api/connections', body: `{"bank":"${bank}"}` }),
      jonas.send({
        method: 'POST',
        path: '/api/connections',
        headers: {
          'content-type': 'text/plain',
          origin: 'https://evil.example',
          'sec-fetch-site': 'cross-site',
        },
        body: `{"bank":"${bank}"}`,
      }),
    ]

    expect((await Promise.all(forms)).map(({ status }) => status)).toEqual([403, 403, 403])
    expect(await skrin.context.db.selectFrom('connect_attempts').selectAll().execute()).toEqual([])
  })
})

describe('X6: disconnecting', () => {
  it('forgets the grant, keeps the history marked, and takes it up again', async () => {
    const id = await connectBank(jonas, bank, 'Jonas')
    const before = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)

    const answer = (await jonas.api('DELETE', `/connections/${id}`)).parse(disconnectAnswer)

    expect(answer.disconnected).toBe(true)
    expect(await connectionsOf(jonas)).toEqual([])
    expect(await skrin.context.db.selectFrom('vault').selectAll().execute()).toEqual([])
    const after = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
    expect(after.accounts.map((account) => account.id)).toEqual(
      before.accounts.map((account) => account.id),
    )
    expect(after.accounts.every(({ connected, stale }) => !connected && stale)).toBe(true)
    expect(await connectBank(jonas, bank, 'Jonas')).toBe(id)
  })

  it('removes the history too when asked to', async () => {
    const id = await connectBank(jonas, bank, 'Jonas')
    await jonas.api('GET', '/accounts')

    await jonas.api('DELETE', `/connections/${id}?history=delete`)

    const { db } = skrin.context
    expect((await jonas.api('GET', '/accounts')).parse(accountsAnswer).accounts).toEqual([])
    expect(await db.selectFrom('transactions').selectAll().execute()).toEqual([])
  })

  it('forgets here although the bank is down', async () => {
    const id = await connectBank(jonas, bank, 'Jonas')
    await sandbox.close()

    expect((await jonas.api('DELETE', `/connections/${id}`)).status).toBe(200)
    expect(await skrin.context.db.selectFrom('vault').selectAll().execute()).toEqual([])
    sandbox = await startSandbox()
  })

  it('H1: is refused for somebody else’s connection as for none', async () => {
    const id = await connectBank(jonas, bank, 'Jonas')
    const ingrid = await skrin.signIn('Ingrid')

    const foreign = await ingrid.api('DELETE', `/connections/${id}`)
    const unknown = await ingrid.api('DELETE', '/connections/AAAAAAAAAAAAAAAAAAAAAA')

    const withoutReference = (text: string) => text.replace(/"reference":"[^"]*"/, '')
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect(withoutReference(foreign.text)).toBe(withoutReference(unknown.text))
  })
})

import { session } from '@skrin/shared/api/session'
import { signInMethods } from '@skrin/shared/api/signIn'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { ssoClient, startOpenIdProvider, toSsoEnv } from './harness/openIdProvider.ts'
import type { OpenIdProvider, ProviderLies } from './harness/openIdProvider.ts'
import { codeOf } from './harness/problemOf.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { beginSso, comeBack } from './harness/ssoVisit.ts'

const MINUTE_MS = 60_000

let provider: OpenIdProvider
let skrin: Skrin
let ada: Browser

beforeEach(async () => {
  provider = await startOpenIdProvider()
  skrin = await startSkrin({
    env: { ...toSsoEnv(provider.origin), SKRIN_OIDC_NAME: 'Home' },
  })
  ada = await skrin.signIn('Ada')
})
afterEach(async () => {
  await skrin.stop()
  await provider.close()
})

type Claims = Record<string, unknown>

/** There and back; gives where the browser ends up. */
async function walk(browser: Browser, request: object, claims: Claims = {}): Promise<string> {
  const callback = provider.authorize(await beginSso(browser, request), claims)
  const answer = await comeBack(skrin, browser, callback)
  expect(answer.status).toBe(303)
  return answer.headers.location ?? ''
}
const link = (claims: Claims = {}, browser = ada) =>
  walk(browser, { purpose: 'link', returnTo: '/settings/sign-in' }, claims)
const enter = (browser: Browser, claims: Claims = {}) =>
  walk(browser, { purpose: 'sign-in', returnTo: '/accounts?view=mine' }, claims)
const whoIs = async (browser: Browser) =>
  (await browser.api('GET', '/session')).parse(session).member?.name
const seconds = (ms: number) => Math.floor(ms / 1000)
const linked = () => skrin.context.db.selectFrom('oidc_identities').selectAll().execute()
const toFailed = '/sign-in?problem=sso_failed&to=%2Faccounts%3Fview%3Dmine'

describe('the single sign-on', () => {
  it('signs in whom a member linked, by issuer and subject', async () => {
    await link({ preferred_username: 'ada@home' })
    const browser = skrin.browser()

    const place = await enter(browser)

    const own = (await ada.api('GET', '/sign-in-methods')).parse(signInMethods).sso
    expect(place).toBe('/accounts?view=mine')
    expect(await whoIs(browser)).toBe('Ada')
    expect(own).toMatchObject([{ label: 'ada@home' }])
    expect(JSON.stringify(own)).not.toContain('subject-1')
    expect((await skrin.browser().api('GET', '/session')).parse(session).signIn.sso).toBe('Home')
  })

  it('asks with PKCE, state and nonce, new ones each time', async () => {
    await enter(skrin.browser())
    await enter(skrin.browser())

    const [first, second] = provider.authorizations
    const [exchange] = provider.exchanges
    expect(Object.fromEntries(first ?? [])).toMatchObject({
      response_type: 'code',
      scope: 'openid profile',
      code_challenge_method: 'S256',
      redirect_uri: `${skrin.url}/sign-in/sso/callback`,
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first?.get(name)).toMatch(/^[\w-]{43}$/)
      expect(first?.get(name)).not.toBe(second?.get(name))
    }
    expect(exchange?.get('code_verifier')).toMatch(/^[\w-]{43}$/)
  })

  it('F6: answers with 303 to a page of Skrin, and leaves the code nowhere', async () => {
    const browser = skrin.browser()
    const callback = provider.authorize(await beginSso(browser, { purpose: 'sign-in' }))

    const answer = await comeBack(skrin, browser, callback)

    expect(answer.status).toBe(303)
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    expect(answer.headers.location).not.toMatch(/code|state/)
    expect(skrin.logLines.join()).not.toMatch(/sso-code|sso-access-token|sso-client-secret/)
  })

  it('S3: leaves no session of before alive', async () => {
    await link()
    const thief = skrin.browser()
    for (const [name, value] of ada.cookies) thief.cookies.set(name, value)

    await enter(ada)

    expect(await whoIs(ada)).toBe('Ada')
    expect(await whoIs(thief)).toBeUndefined()
  })

  it('F7: goes on to pages of Skrin only', async () => {
    await link()
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      expect(await walk(skrin.browser(), { purpose: 'sign-in', returnTo })).toBe('/')
    }
  })

  it('starts by a guarded call only, and is not there when nothing is configured', async () => {
    await using plain = await startSkrin()

    const asked = await plain.browser().api('POST', '/session/sso', { purpose: 'sign-in' })
    const called = await plain.browser().visit('/sign-in/sso/callback?code=a&state=b')

    expect(codeOf(asked)).toBe('404 not_found')
    expect(called.headers.location).toBe('/sign-in?problem=sso_failed')
  })
})

describe('F10: nobody is signed in', () => {
  it.each<[string, ProviderLies]>([
    ['by a token of another key', { signature: 'another key' }],
    ['by a token without signature', { signature: 'none' }],
    ['by a token signed with the client’s secret', { signature: 'client secret' }],
    ['by a token for another client', { claims: { aud: 'another-client' } }],
    ['by a token for several clients', { claims: { aud: [ssoClient.id, 'another-client'] } }],
    ['by a token of another attempt', { claims: { nonce: 'another-nonce' } }],
    ['by a token without nonce', { claims: { nonce: undefined } }],
    ['by a token that is over', { claims: { exp: seconds(Date.now()) - 120 } }],
    ['by a token without an end', { claims: { exp: undefined } }],
    ['by a token of another issuer', { claims: { iss: 'https://evil.example' } }],
    ['by a token about nobody', { claims: { sub: undefined } }],
  ])('%s', async (_, lies) => {
    await link()
    const browser = skrin.browser()
    provider.lies = lies

    const place = await enter(browser)

    expect(place).toBe(toFailed)
    expect(await whoIs(browser)).toBeUndefined()
    expect(browser.cookies.has('skrin')).toBe(false)
    expect(provider.exchanges).toHaveLength(2)
  })

  it('by the e-mail address of a member with another subject', async () => {
    await link({ email: 'ada@home.example', email_verified: true })
    const browser = skrin.browser()

    const place = await enter(browser, {
      sub: 'subject-2',
      email: 'ada@home.example',
      email_verified: true,
      preferred_username: 'Ada',
    })

    expect(place).toMatch(/^\/sign-in\?problem=sso_not_linked&to=/)
    expect(await whoIs(browser)).toBeUndefined()
  })

  it('without having been linked first, and no member is made', async () => {
    const place = await enter(skrin.browser())

    const members = await skrin.context.db.selectFrom('members').select('name').execute()
    expect(place).toMatch(/^\/sign-in\?problem=sso_not_linked/)
    expect(members).toEqual([{ name: 'Ada' }])
  })

  it('F3: by a callback that names another issuer, or none; the code is not spent', async () => {
    await link()
    const browser = skrin.browser()
    const results: string[] = []

    for (const iss of ['https://evil.example', null]) {
      const callback = provider.authorize(await beginSso(browser, { purpose: 'sign-in' }))
      if (iss === null) callback.searchParams.delete('iss')
      else callback.searchParams.set('iss', iss)
      results.push((await comeBack(skrin, browser, callback)).headers.location ?? '')
    }

    expect(results).toEqual(Array<string>(2).fill('/sign-in?problem=sso_failed'))
    expect(provider.exchanges).toHaveLength(1)
  })

  it('F4: by an error, whose words show nowhere', async () => {
    const browser = skrin.browser()
    const callback = provider.authorize(await beginSso(browser, { purpose: 'sign-in' }))
    callback.searchParams.delete('code')
    callback.searchParams.set('error', 'access_denied')
    callback.searchParams.set('error_description', '<img src=x>')

    const answer = await comeBack(skrin, browser, callback)

    expect(answer.headers.location).toBe('/sign-in?problem=sso_failed')
    expect(answer.text).not.toContain('img')
  })
})

describe('F1: a callback', () => {
  it.each<[string, (callback: URL, browser: Browser) => void]>([
    ['with another state', (callback) => callback.searchParams.set('state', 'another')],
    ['without state', (callback) => callback.searchParams.delete('state')],
    ['in another browser', (_, browser) => browser.cookies.delete('skrin-sso')],
    ['after ten minutes', () => skrin.clock.advance(10 * MINUTE_MS)],
  ])('%s is nobody’s', async (_, spoil) => {
    await link()
    const browser = skrin.browser()
    const callback = provider.authorize(await beginSso(browser, { purpose: 'sign-in' }))
    spoil(callback, browser)

    const answer = await comeBack(skrin, browser, callback)

    expect(answer.headers.location).toBe('/sign-in?problem=sso_failed')
    expect(browser.cookies.has('skrin')).toBe(false)
    expect(provider.exchanges).toHaveLength(1)
  })

  it('F11: delivered twice spends the code once', async () => {
    await link()
    const browser = skrin.browser()
    const callback = provider.authorize(await beginSso(browser, { purpose: 'sign-in' }))
    const twin = skrin.browser()
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value)

    const places = await Promise.all([
      comeBack(skrin, browser, callback),
      comeBack(skrin, twin, callback),
    ])

    expect(places.map(({ status }) => status)).toEqual([303, 303])
    expect(provider.exchanges).toHaveLength(2)
    expect([browser, twin].filter(({ cookies }) => cookies.has('skrin'))).toHaveLength(1)
  })

  it('S7: of nobody leaves neither a cookie nor a row', async () => {
    const browser = skrin.browser()

    await browser.visit('/sign-in/sso/callback?code=a&state=b')

    expect(browser.setCookies).toEqual([])
    expect(await skrin.context.db.selectFrom('sign_in_challenges').selectAll().execute()).toEqual(
      [],
    )
  })

  it('finds its browser by a Lax cookie of ten minutes that signs nobody in', async () => {
    const browser = skrin.browser()

    await beginSso(browser, { purpose: 'sign-in' })

    expect(browser.setCookies).toHaveLength(1)
    expect(browser.setCookies[0]).toMatch(
      /^skrin-sso=[\w-]{43}; Max-Age=600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    )
    expect(await whoIs(browser)).toBeUndefined()
  })
})

describe('linking', () => {
  it('is for the signed-in, freshly', async () => {
    const visitor = skrin.browser()
    const asVisitor = await visitor.api('POST', '/session/sso', { purpose: 'link' })
    skrin.clock.advance(11 * MINUTE_MS)
    const late = await ada.api('POST', '/session/sso', { purpose: 'link' })

    expect([asVisitor, late].map(codeOf)).toEqual(['401 unauthenticated', '403 step_up_needed'])
    expect(provider.authorizations).toEqual([])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['is over', () => ada.api('DELETE', '/session')],
    [
      'is somebody else’s by now',
      async () => {
        await skrin.addMember('Bob')
        await ada.api('POST', '/session', { name: 'Bob', password: PASSWORD })
      },
    ],
  ])('F12: does nothing when the session that began it %s', async (_, change) => {
    const redirectTo = await beginSso(ada, { purpose: 'link', returnTo: '/settings' })
    await change()

    const answer = await comeBack(skrin, ada, provider.authorize(redirectTo))

    expect(answer.headers.location).toBe('/settings?problem=sso_failed')
    expect(await linked()).toEqual([])
    expect(provider.exchanges).toEqual([])
  })

  it('F12: does nothing when another session comes along', async () => {
    const bob = await skrin.signIn('Bob')
    const redirectTo = await beginSso(ada, { purpose: 'link', returnTo: '/settings' })
    const callback = provider.authorize(redirectTo)
    bob.cookies.set('skrin-sso', ada.cookies.get('skrin-sso') ?? '')

    const answer = await bob.visit(callback.pathname + callback.search, {
      'sec-fetch-site': 'same-site',
    })

    expect(answer.headers.location).toBe('/settings?problem=sso_failed')
    expect(await linked()).toEqual([])
  })

  it('does not take what another member linked', async () => {
    const bob = await skrin.signIn('Bob')
    await link()

    const place = await link({}, bob)
    const again = await link({ name: 'Ada L.' })

    expect(place).toBe('/settings/sign-in?problem=sso_taken')
    expect(again).toBe('/settings/sign-in')
    expect(await linked()).toMatchObject([{ subject: 'subject-1', label: 'Ada L.' }])
  })

  it('can be undone, by nobody else, and not where it is the last way in', async () => {
    await link()
    const bob = await skrin.signIn('Bob')
    const [own] = (await ada.api('GET', '/sign-in-methods')).parse(signInMethods).sso
    const path = `/sso/${own?.id ?? ''}`

    const foreign = await bob.api('DELETE', path)
    await skrin.context.db.updateTable('members').set({ password_hash: null }).execute()
    const last = await ada.api('DELETE', path)
    await skrin.context.db.updateTable('members').set({ password_hash: 'x' }).execute()
    const removed = await ada.api('DELETE', path)

    expect([foreign, last, removed].map(codeOf)).toEqual([
      '404 not_found',
      '409 last_sign_in_method',
      '204',
    ])
    expect(await enter(skrin.browser())).toMatch(/problem=sso_not_linked/)
  })

  it('is told in the access log', async () => {
    await link()
    const [own] = (await ada.api('GET', '/sign-in-methods')).parse(signInMethods).sso
    await ada.api('DELETE', `/sso/${own?.id ?? ''}`)

    const log = await skrin.context.db.selectFrom('access_log').selectAll().execute()

    expect(log.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['sso.linked', 'sso.unlinked']),
    )
    expect(JSON.stringify(log)).not.toContain('subject-1')
  })
})

describe('S9: proving it again at the provider', () => {
  beforeEach(() => link())
  const canAct = async (browser = ada) => codeOf(await browser.api('POST', '/totp'))
  const prove = (claims: Claims, browser = ada) =>
    walk(browser, { purpose: 'proof', returnTo: '/banks' }, claims)

  it('asks for the password there, and makes this session fresh under a new id', async () => {
    skrin.clock.advance(11 * MINUTE_MS)
    const before = ada.cookies.get('skrin')
    const tooLate = await canAct()

    const place = await prove({ auth_time: seconds(skrin.clock.now()) })

    expect(Object.fromEntries(provider.authorizations.at(-1) ?? [])).toMatchObject({
      prompt: 'login',
      max_age: '0',
    })
    expect([tooLate, place, await canAct()]).toEqual(['403 step_up_needed', '/banks', '200'])
    expect(ada.cookies.get('skrin')).not.toBe(before)
    expect(provider.exchanges).toHaveLength(2)
  })

  it.each<[string, () => Claims]>([
    ['the provider only remembers', () => ({ auth_time: seconds(skrin.clock.now()) - 120 })],
    ['the provider says no time for', () => ({})],
    ['somebody else gives', () => ({ auth_time: seconds(skrin.clock.now()), sub: 'subject-2' })],
  ])('does not believe a proof that %s', async (_, claims) => {
    skrin.clock.advance(11 * MINUTE_MS)

    const place = await prove(claims())

    expect(place).toBe('/banks?problem=sso_failed')
    expect(await canAct()).toBe('403 step_up_needed')
  })

  it('is as old as the provider says when signing in', async () => {
    const [remembered, unknown, just] = [skrin.browser(), skrin.browser(), skrin.browser()]

    await enter(remembered, { auth_time: seconds(Date.now()) - 11 * 60 })
    await enter(unknown)
    await enter(just, { auth_time: seconds(Date.now()) })

    expect(await Promise.all([remembered, unknown, just].map(canAct))).toEqual([
      '403 step_up_needed',
      '403 step_up_needed',
      '200',
    ])
  })
})

describe('F9: a discovery document', () => {
  it.each<[string, Record<string, unknown>]>([
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['with the token endpoint on another host', { token_endpoint: 'https://evil.example/token' }],
    ['with keys on another host', { jwks_uri: 'https://evil.example/jwks' }],
    ['that sends people to another host', { authorization_endpoint: 'https://evil.example/a' }],
    ['without keys', { jwks_uri: undefined }],
  ])('%s is refused', async (_, metadata) => {
    provider.lies = { metadata }

    const answer = await skrin.browser().api('POST', '/session/sso', { purpose: 'sign-in' })

    expect(codeOf(answer)).toBe('403 sso_failed')
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('is asked for again after the provider was down, which stops nobody with a password', async () => {
    provider.lies = { isDown: true }
    await using started = await startSkrin({
      env: toSsoEnv(provider.origin),
    })
    const ask = () => started.browser().api('POST', '/session/sso', { purpose: 'sign-in' })
    const down = await ask()
    const withPassword = await started.signIn('Ada')

    provider.lies = {}
    const up = await ask()

    expect([codeOf(down), codeOf(up)]).toEqual(['403 sso_failed', '200'])
    expect(await whoIs(withPassword)).toBe('Ada')
    expect(started.logLines.join()).toContain('sso.failed')
  })
})

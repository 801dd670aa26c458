import { generateKeyPairSync } from 'node:crypto'
import { session } from '@skrin/shared/api/session'
import { passkey, passkeyOptions, signInMethods } from '@skrin/shared/api/signIn'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import type { TestAnswer } from './harness/sendRequest.ts'
import { createSoftAuthenticator } from './harness/softAuthenticator.ts'
import type { Lies, SoftAuthenticator } from './harness/softAuthenticator.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000

let skrin: Skrin
let ada: Browser
let device: SoftAuthenticator

beforeEach(async () => {
  skrin = await startSkrin()
  ada = await skrin.signIn('Ada')
  device = createSoftAuthenticator(skrin.url)
})
afterEach(() => skrin.stop())

const optionsOf = (answer: TestAnswer) => answer.parse(passkeyOptions).options
const askToRegister = async (browser = ada) =>
  optionsOf(await browser.api('POST', '/passkeys/options'))
const register = async (name = 'Phone', lies: Lies = {}) =>
  ada.api('POST', '/passkeys', { name, passkey: device.create(await askToRegister(), lies) })
const askToProve = async (browser: Browser) =>
  optionsOf(await browser.api('POST', '/session/passkey/options'))
const signIn = async (browser: Browser, lies: Lies = {}) =>
  browser.api('POST', '/session', { passkey: device.get(await askToProve(browser), lies) })
const listOwn = async () => (await ada.api('GET', '/sign-in-methods')).parse(signInMethods).passkeys

describe('H8: adding a passkey', () => {
  it('keeps it under its name, and asks the device to verify who holds it', async () => {
    const options = await askToRegister()

    const answer = await ada.api('POST', '/passkeys', {
      name: ' Phone ',
      passkey: device.create(options),
    })

    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [],
    })
    expect(answer.status).toBe(201)
    expect(answer.parse(passkey)).toMatchObject({ id: device.id, name: 'Phone', usedAt: null })
    expect(await listOwn()).toEqual([answer.json])
  })

  it('names those there are already, so that a device does not get a second one', async () => {
    await register()

    expect((await askToRegister())['excludeCredentials']).toEqual([
      { id: device.id, type: 'public-key', transports: ['internal'] },
    ])
  })

  it.each<[string, Lies]>([
    ['from another origin', { origin: 'https://evil.example' }],
    ['from another port of this host', { origin: 'http://localhost:1' }],
    ['for another host', { rpId: 'evil.example' }],
    ['for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['without having verified the person', { userVerified: false }],
    ['without anybody there', { userPresent: false }],
    ['as an answer to a sign-in', { type: 'webauthn.get' }],
    ['from within another site’s page', { crossOrigin: true }],
  ])('is refused %s', async (_, lies) => {
    expect(codeOf(await register('Phone', lies))).toBe('400 passkey_invalid')
    expect(await listOwn()).toEqual([])
  })

  it('answers its challenge once', async () => {
    const options = await askToRegister()
    const add = async (what: SoftAuthenticator) =>
      codeOf(await ada.api('POST', '/passkeys', { name: 'Phone', passkey: what.create(options) }))

    expect(await add(device)).toBe('201')
    expect(await add(createSoftAuthenticator(skrin.url))).toBe('400 passkey_invalid')
  })

  it('answers its challenge within five minutes', async () => {
    const options = await askToRegister()
    skrin.clock.advance(5 * MINUTE_MS)

    const answer = await ada.api('POST', '/passkeys', {
      name: 'Phone',
      passkey: device.create(options),
    })

    expect(codeOf(answer)).toBe('400 passkey_invalid')
  })

  it('answers the challenge of this very session', async () => {
    const elsewhere = await skrin.signIn('Ada')
    const bob = await skrin.signIn('Bob')
    const mine = await askToRegister()
    const theirs = await askToRegister(bob)

    for (const [browser, options] of [
      [elsewhere, mine],
      [bob, mine],
      [ada, theirs],
    ] as const) {
      const body = { name: 'Phone', passkey: device.create(options) }
      expect(codeOf(await browser.api('POST', '/passkeys', body))).toBe('400 passkey_invalid')
    }
  })

  it('does not take the challenge of a proof', async () => {
    const { challenge } = await askToProve(ada)

    expect(codeOf(await register('Phone', { challenge }))).toBe('400 passkey_invalid')
  })

  it('says so when one’s own is there already', async () => {
    await register()

    expect(codeOf(await register())).toBe('409 passkey_known')
  })

  it('does not take over somebody else’s', async () => {
    await register()
    const bob = await skrin.signIn('Bob')

    const answer = await bob.api('POST', '/passkeys', {
      name: 'Phone',
      passkey: device.create(await askToRegister(bob)),
    })

    expect(codeOf(answer)).toBe('400 passkey_invalid')
  })

  it('refuses what is no passkey', async () => {
    for (const wrong of [
      { id: 'x' },
      { id: 'x', response: null },
      { id: '../..', rawId: '../..' },
    ]) {
      const answer = await ada.api('POST', '/passkeys', { name: 'Phone', passkey: wrong })
      expect(codeOf(answer)).toBe('400 passkey_invalid')
    }
  })
})

describe('H8: signing in with a passkey', () => {
  beforeEach(() => register())

  it('needs neither name nor password', async () => {
    const browser = skrin.browser()

    const answer = await signIn(browser)

    expect(answer.parse(session).member?.name).toBe('Ada')
    expect(answer.parse(session).freshUntil).not.toBeNull()
    expect((await browser.api('GET', '/sign-in-methods')).status).toBe(200)
    expect((await listOwn())[0]?.usedAt).not.toBeNull()
  })

  it('needs no second factor: the device has looked whose finger it is', async () => {
    const { db, clock } = skrin.context
    const { id } = await db.selectFrom('members').select('id').executeTakeFirstOrThrow()
    await db
      .insertInto('totp')
      .values({ member_id: id, sealed: 'x', confirmed_at: clock.now(), last_step: 0 })
      .execute()

    expect((await signIn(skrin.browser())).status).toBe(200)
  })

  it.each<[string, Lies, string]>([
    ['from another origin', { origin: 'https://evil.example' }, '400 passkey_invalid'],
    ['from another port of this host', { origin: 'http://localhost:1' }, '400 passkey_invalid'],
    ['for another host', { rpId: 'evil.example' }, '400 passkey_invalid'],
    [
      'for another challenge',
      { challenge: Buffer.alloc(32).toString('base64url') },
      '400 passkey_invalid',
    ],
    ['without having verified the person', { userVerified: false }, '400 passkey_invalid'],
    ['without anybody there', { userPresent: false }, '400 passkey_invalid'],
    ['with an answer to a registration', { type: 'webauthn.create' }, '400 passkey_invalid'],
    ['from within another site’s page', { crossOrigin: true }, '400 passkey_invalid'],
    ['for nobody', { userHandle: null }, '400 passkey_invalid'],
    [
      'for somebody else',
      { userHandle: Buffer.from('bob').toString('base64url') },
      '400 passkey_invalid',
    ],
    [
      'with another key',
      { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey },
      '400 passkey_invalid',
    ],
  ])('is refused %s', async (_, lies, code) => {
    const browser = skrin.browser()

    expect(codeOf(await signIn(browser, lies))).toBe(code)
    expect(browser.cookies.has('skrin')).toBe(false)
  })

  it('is refused with a passkey that nobody has', async () => {
    const stranger = createSoftAuthenticator(skrin.url)
    stranger.create(await askToRegister())
    const browser = skrin.browser()

    const answer = await browser.api('POST', '/session', {
      passkey: stranger.get(await askToProve(browser)),
    })

    expect(codeOf(answer)).toBe('401 passkey_unknown')
  })

  it('is refused a second time with the same answer', async () => {
    const browser = skrin.browser()
    const body = { passkey: device.get(await askToProve(browser)) }
    const visitor = new Map(browser.cookies)
    const first = await browser.api('POST', '/session', body)
    const thief = skrin.browser()
    for (const [name, value] of visitor) thief.cookies.set(name, value)

    const second = await thief.api('POST', '/session', body)

    expect([codeOf(first), codeOf(second)]).toEqual(['200', '400 passkey_invalid'])
  })

  it('is refused in another browser than the one that was asked', async () => {
    const [asked, other] = [skrin.browser(), skrin.browser()]
    const options = await askToProve(asked)
    await askToProve(other)

    const elsewhere = await other.api('POST', '/session', { passkey: device.get(options) })
    const without = await skrin.browser().api('POST', '/session', { passkey: device.get(options) })
    const right = await asked.api('POST', '/session', { passkey: device.get(options) })

    expect([codeOf(elsewhere), codeOf(without)]).toEqual([
      '400 passkey_invalid',
      '400 passkey_invalid',
    ])
    expect(codeOf(right)).toBe('200')
  })

  it('answers what another tab of the browser was asked meanwhile', async () => {
    const browser = skrin.browser()
    const first = await askToProve(browser)
    await askToProve(browser)

    const answer = await browser.api('POST', '/session', { passkey: device.get(first) })

    expect(codeOf(answer)).toBe('200')
  })

  it('is refused after five minutes', async () => {
    const browser = skrin.browser()
    const options = await askToProve(browser)
    skrin.clock.advance(5 * MINUTE_MS)

    const answer = await browser.api('POST', '/session', { passkey: device.get(options) })

    expect(codeOf(answer)).toBe('400 passkey_invalid')
  })

  it('is refused when the counter went back: somebody has a copy', async () => {
    await signIn(skrin.browser(), { counter: 7 })

    const again = await signIn(skrin.browser(), { counter: 7 })
    const back = await signIn(skrin.browser(), { counter: 3 })
    const on = await signIn(skrin.browser(), { counter: 8 })

    expect([again, back, on].map(codeOf)).toEqual([
      '400 passkey_invalid',
      '400 passkey_invalid',
      '200',
    ])
  })

  it('goes on with an authenticator that does not count', async () => {
    const statuses = [
      await signIn(skrin.browser(), { counter: 0 }),
      await signIn(skrin.browser(), { counter: 0 }),
    ].map(codeOf)

    expect(statuses).toEqual(['200', '200'])
  })

  it('S7: gives a visitor a cookie only when a passkey is asked for, and takes it back', async () => {
    const browser = skrin.browser()
    await browser.api('GET', '/session')
    const before = [...browser.setCookies]

    await askToProve(browser)
    const [line] = browser.setCookies
    await signIn(browser)

    expect(before).toEqual([])
    expect(line).toMatch(
      /^skrin-passkey=[\w-]{43}; Max-Age=300; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    )
    expect([...browser.cookies.keys()]).toEqual(['skrin'])
  })

  it('is asked for so often from one network, and no more', async () => {
    const { db } = skrin.context
    await skrin.browser().api('POST', '/session/passkey/options')
    await db.updateTable('rate_limits').set({ hits: 119 }).where('key', 'like', 'ip:ch%').execute()
    const browser = skrin.browser()

    const answers = [
      await browser.api('POST', '/session/passkey/options'),
      await browser.api('POST', '/session/passkey/options'),
    ]

    expect(answers.map(codeOf)).toEqual(['200', '429 too_many_requests'])
  })
})

describe('H8: proving it again with a passkey', () => {
  beforeEach(() => register())
  const prove = async (lies: Lies = {}) =>
    ada.api('POST', '/session/proof', { passkey: device.get(await askToProve(ada), lies) })

  it('offers one’s own, and makes the session fresh', async () => {
    skrin.clock.advance(11 * MINUTE_MS)
    const options = await askToProve(ada)

    const answer = await ada.api('POST', '/session/proof', { passkey: device.get(options) })

    expect(options['allowCredentials']).toMatchObject([{ id: device.id }])
    expect(codeOf(answer)).toBe('200')
    expect(codeOf(await ada.api('POST', '/totp'))).toBe('200')
  })

  it('does not take somebody else’s passkey', async () => {
    const bob = await skrin.signIn('Bob')

    const answer = await bob.api('POST', '/session/proof', {
      passkey: device.get(await askToProve(bob)),
    })

    expect(codeOf(answer)).toBe('401 passkey_unknown')
  })

  it('does not take the challenge of another session, nor that of a sign-in', async () => {
    const visitor = skrin.browser()
    const elsewhere = await skrin.signIn('Ada')
    const { challenge: ofVisitor } = await askToProve(visitor)
    const { challenge: ofOther } = await askToProve(elsewhere)

    const answers = [await prove({ challenge: ofVisitor }), await prove({ challenge: ofOther })]

    expect(answers.map(codeOf)).toEqual(['400 passkey_invalid', '400 passkey_invalid'])
  })

  it('is refused without having verified the person', async () => {
    expect(codeOf(await prove({ userVerified: false }))).toBe('400 passkey_invalid')
  })
})

describe('a member’s passkeys', () => {
  it('can be called something else, and removed, by nobody else', async () => {
    await register()
    const bob = await skrin.signIn('Bob')
    const path = `/passkeys/${device.id}`

    const foreign = [
      await bob.api('PATCH', path, { name: 'Mine' }),
      await bob.api('DELETE', path),
      await bob.api('DELETE', '/passkeys/unknown'),
    ]
    const renamed = await ada.api('PATCH', path, { name: 'Old phone' })
    const removed = await ada.api('DELETE', path)

    expect(foreign.map(codeOf)).toEqual(Array<string>(3).fill('404 not_found'))
    expect(renamed.parse(passkey).name).toBe('Old phone')
    expect([removed.status, await listOwn()]).toEqual([204, []])
    expect(codeOf(await signIn(skrin.browser()))).toBe('401 passkey_unknown')
  })

  it('are not the last way in that is removed, also not two at once', async () => {
    await register('Phone')
    const first = device
    device = createSoftAuthenticator(skrin.url)
    await register('Key')
    await skrin.context.db.updateTable('members').set({ password_hash: null }).execute()

    const answers = await Promise.all([
      ada.api('DELETE', `/passkeys/${first.id}`),
      ada.api('DELETE', `/passkeys/${device.id}`),
    ])

    expect(answers.map(codeOf).sort()).toEqual(['204', '409 last_sign_in_method'])
    expect(await listOwn()).toHaveLength(1)
  })

  it('are told of in the access log', async () => {
    await register('Phone')
    await ada.api('DELETE', `/passkeys/${device.id}`)

    const log = await skrin.context.db
      .selectFrom('access_log')
      .select(['event', 'subject'])
      .where('event', 'like', 'passkey.%')
      .execute()

    expect(log.map(({ event }) => event).sort()).toEqual(['passkey.added', 'passkey.removed'])
    for (const { subject } of log) expect(subject).toBe('{"passkey":"Phone"}')
  })
})

describe('a host without a name', () => {
  it('offers no passkeys', async () => {
    await using bare = await startSkrin({ publicUrl: 'https://192.0.2.1' })
    const browser = bare.browser()

    const told = (await browser.api('GET', '/session')).parse(session)
    const options = await browser.api('POST', '/session/passkey/options')
    await bare.addMember('Ada')
    await browser.api('POST', '/session', { name: 'Ada', password: PASSWORD })
    const adding = await browser.api('POST', '/passkeys/options')

    expect(told.signIn.passkeys).toBe(false)
    expect([codeOf(options), codeOf(adding)]).toEqual(['404 not_found', '404 not_found'])
  })
})

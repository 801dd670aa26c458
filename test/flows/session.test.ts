import { createHmac } from 'node:crypto'
import { session } from '@skrin/shared/api/session'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdRequest } from './harness/holdRequest.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let skrin: Skrin

beforeEach(async () => {
  skrin = await startSkrin()
})
afterEach(() => skrin.stop())

const countSessions = () => skrin.context.db.selectFrom('sessions').selectAll().execute()

describe('signing in', () => {
  it('tells a visitor that nobody is signed in', async () => {
    const answer = await skrin.browser().api('GET', '/session')

    expect(answer.json).toEqual({
      member: null,
      household: null,
      signIn: { passkeys: true, sso: null },
      expiresAt: null,
      freshUntil: null,
      transfers: false,
      demo: null,
      setup: 'needed',
    })
  })

  it('lets a member in, however the name is spelled', async () => {
    const member = await skrin.addMember('Åse Lindvik')
    const browser = skrin.browser()

    const answer = await browser.api('POST', '/session', {
      name: ' ase  LINDVIK ',
      password: PASSWORD,
    })

    expect(answer.parse(session).member).toEqual(member)
    expect((await browser.api('GET', '/session')).json).toMatchObject({ member })
    expect((await browser.api('GET', '/accounts')).status).toBe(200)
  })

  it('refuses what is not a sign-in, naming the field and not its value', async () => {
    const answer = await skrin.browser().api('POST', '/session', { name: 'Ada', password: 42 })

    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'bad_request' })
    expect(answer.text).not.toContain('42')
  })

  it('without a password is never for somebody who has one, not even in the demo', async () => {
    await using demo = await startSkrin({
      demoMembers: [{ id: 'ingrid', name: 'Ingrid', role: 'owner' }],
    })
    const jonas = await demo.addMember('Jonas')

    const click = (id: string) => demo.browser().api('POST', '/session', { member: id })

    expect((await click('ingrid')).status).toBe(200)
    expect((await click(jonas.id)).status).toBe(401)
  })

  it('without a password exists in the demo only', async () => {
    const member = await skrin.addMember('Ada')

    const answer = await skrin.browser().api('POST', '/session', { member: member.id })

    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ code: 'forbidden' })
  })
})

describe('the cookie', () => {
  it('S1: is HttpOnly, Strict, for this host and everywhere on it, and forgotten when the browser closes', async () => {
    const browser = await skrin.signIn('Ada')

    expect(browser.setCookies).toHaveLength(1)
    expect(browser.setCookies[0]).toMatch(/^skrin=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  it('S1: is also Secure and prefixed on https, though the last hop is plain http', async () => {
    await using secure = await startSkrin({ publicUrl: 'https://skrin.example' })

    const browser = await secure.signIn('Ada')

    expect(browser.setCookies[0]).toMatch(
      /^__Host-Http-skrin=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    expect((await browser.api('GET', '/accounts')).status).toBe(200)
  })

  it('S3: has a new id after each sign-in, and the old one is dead', async () => {
    const browser = await skrin.signIn('Ada')
    const before = new Map(browser.cookies)

    await browser.api('POST', '/session', { name: 'Ada', password: PASSWORD })

    const thief = skrin.browser()
    for (const [name, value] of before) thief.cookies.set(name, value)
    expect(browser.cookies).not.toEqual(before)
    expect((await browser.api('GET', '/accounts')).status).toBe(200)
    expect((await thief.api('GET', '/accounts')).status).toBe(401)
  })

  it.each(['invented', 'invented-but-signed'])('S4: is not adopted when %s', async (id) => {
    await skrin.addMember('Ada')
    const key = id === 'invented' ? 'not the secret' : skrin.context.cookieSecret
    const signature = createHmac('sha256', key).update(id).digest('base64').replace(/=+$/, '')
    const planted = encodeURIComponent(`s:${id}.${signature}`)
    const browser = skrin.browser()
    browser.cookies.set('skrin', planted)

    const before = await browser.api('GET', '/session')
    await browser.api('POST', '/session', { name: 'Ada', password: PASSWORD })

    expect(before.json).toMatchObject({ member: null })
    expect(before.headers['set-cookie']).toBeUndefined()
    expect(browser.cookies.get('skrin')).not.toContain(id)
  })

  it('S4: holds 256 random bits, of which the database keeps a hash', async () => {
    const browser = await skrin.signIn('Ada')

    const id =
      decodeURIComponent(browser.cookies.get('skrin') ?? '')
        .slice(2)
        .split('.')[0] ?? ''

    expect(Buffer.from(id, 'base64url')).toHaveLength(32)
    expect(JSON.stringify(await countSessions())).not.toContain(id)
  })

  it('S7: is not given to visitors, and no row is made for them', async () => {
    const browser = skrin.browser()
    const paths = ['/', '/accounts', '/assets/none.js', '/wp-login.php', '/healthz', '/api/none']

    for (let round = 0; round < 50; round++) {
      for (const path of paths) await browser.visit(path)
      await browser.api('GET', '/session')
      await browser.api('GET', '/accounts')
      await browser.api('DELETE', '/session')
    }

    expect(browser.setCookies).toEqual([])
    expect(await countSessions()).toEqual([])
  })
})

describe('the end of a session', () => {
  it('S5: comes after half an hour without use', async () => {
    const browser = await skrin.signIn('Ada')
    skrin.clock.advance(29 * MINUTE_MS)
    const used = await browser.api('GET', '/accounts')
    skrin.clock.advance(29 * MINUTE_MS)
    const usedAgain = await browser.api('GET', '/accounts')
    skrin.clock.advance(31 * MINUTE_MS)
    const late = await browser.api('GET', '/accounts')

    expect([used.status, usedAgain.status, late.status]).toEqual([200, 200, 401])
  })

  it('S5: comes after twelve hours, however busy it was', async () => {
    const browser = await skrin.signIn('Ada')
    const statuses: number[] = []

    for (let hours = 0; hours < 12.5; hours += 0.25) {
      statuses.push((await browser.api('GET', '/accounts')).status)
      skrin.clock.advance(HOUR_MS / 4)
    }

    expect(statuses.slice(0, 48)).toEqual(Array<number>(48).fill(200))
    expect(statuses.slice(48)).toEqual([401, 401])
  })

  it('S5: is told beforehand', async () => {
    const browser = await skrin.signIn('Ada')
    skrin.clock.advance(11.75 * HOUR_MS)
    await skrin.context.db.updateTable('sessions').set({ seen_at: skrin.clock.now() }).execute()

    const { expiresAt } = (await browser.api('GET', '/session')).parse(session)

    const inMs = Date.parse(expiresAt ?? '') - skrin.clock.now()
    expect(inMs / MINUTE_MS).toBeCloseTo(15, 0)
  })

  it('S6: comes with signing out, in the database and in the browser, with the same attributes', async () => {
    const browser = await skrin.signIn('Ada')
    const thief = skrin.browser()
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value)

    const answer = await browser.api('DELETE', '/session')

    expect(answer.status).toBe(204)
    expect(answer.headers['clear-site-data']).toBe('"cache"')
    expect(answer.headers['set-cookie']).toEqual([
      'skrin=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Strict',
    ])
    expect(browser.cookies.size).toBe(0)
    expect((await thief.api('GET', '/accounts')).status).toBe(401)
  })

  it('S6: is not undone by a slow request that began before it', async () => {
    const browser = await skrin.signIn('Ada')
    const cookie = `skrin=${browser.cookies.get('skrin')}`
    // Late enough that the slow request will want to note its use of the session.
    skrin.clock.advance(5 * MINUTE_MS)
    const slow = await holdRequest(skrin.url, {
      method: 'POST',
      path: '/api/connections',
      headers: {
        cookie,
        'x-csrf': '1',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ bank: 'nosuchbank' }),
    })

    await browser.api('DELETE', '/session')
    const finished = await slow.finish()

    const replay = await skrin
      .browser()
      .send({ path: '/api/accounts', headers: { cookie, 'x-csrf': '1' } })
    // It was let in before the end, and finds that there is no such bank.
    expect(finished.status).toBe(404)
    expect(finished.headers['set-cookie']).toBeUndefined()
    expect(replay.status).toBe(401)
  })

  it('S8: comes with the member leaving', async () => {
    const browser = await skrin.signIn('Ada')

    await skrin.context.db.deleteFrom('members').execute()

    expect((await browser.api('GET', '/accounts')).status).toBe(401)
    expect(await countSessions()).toEqual([])
  })
})

it('notes the use of a session at most once a minute', async () => {
  const browser = await skrin.signIn('Ada')
  const seenAt = async () => (await countSessions())[0]?.seen_at
  const atSignIn = await seenAt()

  await browser.api('GET', '/accounts')
  const soon = await seenAt()
  skrin.clock.advance(MINUTE_MS)
  await browser.api('GET', '/accounts')

  expect(soon).toBe(atSignIn)
  expect(await seenAt()).toBeGreaterThanOrEqual((atSignIn ?? 0) + MINUTE_MS)
})

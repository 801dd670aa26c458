import { sessionsAnswer } from '@skrin/shared/api/sessions'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { holdRequest } from './harness/holdRequest.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000

let skrin: Skrin
let laptop: Browser
let phone: Browser

const FIREFOX = 'Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0'

/** Signs in from a browser that says what it is. */
async function signInWith(userAgent: string): Promise<Browser> {
  const browser = skrin.browser()
  await browser.send({
    method: 'POST',
    path: '/api/session',
    headers: { ...ofThePage, 'user-agent': userAgent },
    body: JSON.stringify({ name: 'Ingrid', password: PASSWORD }),
  })
  return browser
}

const ofThePage = {
  'x-csrf': '1',
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
}

beforeEach(async () => {
  skrin = await startSkrin()
  await skrin.addMember('Ingrid', { role: 'owner' })
  laptop = await skrin.signIn('Ingrid')
  phone = await signInWith(FIREFOX)
})
afterEach(() => skrin.stop())

const list = async (browser: Browser) =>
  (await browser.api('GET', '/sessions')).parse(sessionsAnswer).sessions
const status = async (browser: Browser) => (await browser.api('GET', '/accounts')).status

describe('S8: the list of sessions', () => {
  it('has one’s own, this one first, with device and place and without what opens them', async () => {
    const sessions = await list(laptop)

    expect(sessions.map(({ current, device }) => [current, device])).toEqual([
      [true, ''],
      [false, 'Firefox on Android'],
    ])
    expect(sessions.map(({ method, network }) => [method, network])).toEqual([
      ['password', '127.0.0.1'],
      ['password', '127.0.0.1'],
    ])
    const secrets = [...laptop.cookies.values(), ...phone.cookies.values()]
    const text = JSON.stringify(sessions)
    expect(secrets.filter((secret) => text.includes(secret.slice(4, 30)))).toEqual([])
  })

  it('has nobody else’s, and none that is over', async () => {
    await skrin.signIn('Jonas')
    await phone.api('DELETE', '/session')
    await signInWith(FIREFOX)
    skrin.clock.advance(20 * MINUTE_MS)
    await laptop.api('GET', '/accounts')
    skrin.clock.advance(15 * MINUTE_MS)

    expect(await list(laptop)).toHaveLength(1)
  })

  it('ends all others at once and keeps this one', async () => {
    const answer = await laptop.api('DELETE', '/sessions')

    expect(answer.status).toBe(204)
    expect([await status(laptop), await status(phone)]).toEqual([200, 401])
  })

  it('ends one of them', async () => {
    const other = (await list(laptop)).find(({ current }) => !current)

    const answer = await laptop.api('DELETE', `/sessions/${other?.id}`)

    expect(answer.status).toBe(204)
    expect([await status(laptop), await status(phone)]).toEqual([200, 401])
    expect((await laptop.api('DELETE', `/sessions/${other?.id}`)).status).toBe(404)
  })

  it('ends this one like signing out does', async () => {
    const own = (await list(laptop)).find(({ current }) => current)

    await laptop.api('DELETE', `/sessions/${own?.id}`)

    expect(laptop.cookies.has('skrin')).toBe(false)
    expect([await status(laptop), await status(phone)]).toEqual([401, 200])
  })

  it('H1: answers alike for another’s session and for none, and ends nothing', async () => {
    const jonas = await skrin.signIn('Jonas')
    const [foreign] = await list(jonas)

    const answers = [
      await laptop.api('DELETE', `/sessions/${foreign?.id}`),
      await laptop.api('DELETE', '/sessions/unknown'),
    ].map((answer) => ({ ...(answer.json as object), reference: '' }))

    expect(answers[0]).toMatchObject({ status: 404, code: 'not_found' })
    expect(answers[0]).toEqual(answers[1])
    expect(await status(jonas)).toBe(200)
  })

  it('S6: a slow request of an ended session does not bring it back', async () => {
    const cookie = [...phone.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const held = await holdRequest(skrin.url, {
      method: 'POST',
      path: '/api/session/proof',
      headers: { ...ofThePage, cookie },
      body: JSON.stringify({ password: PASSWORD }),
    })

    await laptop.api('DELETE', '/sessions')
    const answer = await held.finish()

    expect(answer.status).toBe(401)
    expect(await status(phone)).toBe(401)
    expect(await list(laptop)).toHaveLength(1)
  })
})

it.each(engines)('S8: ending a session on one replica ends it on all, on %s', async (engine) => {
  const place = await createTestPlace(engine)
  onTestFinished(() => place.remove())
  await using one = await startSkrin({ place })
  await using two = await startSkrin({ place })
  await one.addMember('Ingrid')
  const ingrid = await one.signIn('Ingrid')
  const elsewhere = two.browser()
  for (const [name, value] of (await one.signIn('Ingrid')).cookies)
    elsewhere.cookies.set(name, value)
  const before = await status(elsewhere)

  await ingrid.api('DELETE', '/sessions')

  expect([before, await status(elsewhere)]).toEqual([200, 401])
})

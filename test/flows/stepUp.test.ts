import { session } from '@skrin/shared/api/session'
import { apiRoutes } from '@skrin/bff/routes/apiRoutes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdRequest } from './harness/holdRequest.ts'
import { codeOf } from './harness/problemOf.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let skrin: Skrin

beforeEach(async () => {
  skrin = await startSkrin({ env: { SKRIN_TRANSFERS: 'on' } })
})
afterEach(() => skrin.stop())

/** Everything but what every request leaves behind. */
async function dump({ context: { db } }: Skrin): Promise<unknown[]> {
  return [
    await db.selectFrom('members').selectAll().execute(),
    await db.selectFrom('sessions').select(['id_hash', 'destroyed_at']).execute(),
    // But for the note of the attempt itself, where one is made.
    await db.selectFrom('access_log').selectAll().where('event', '!=', 'transfer.denied').execute(),
    await db.selectFrom('sign_in_challenges').selectAll().execute(),
    await db.selectFrom('totp').selectAll().execute(),
    await db.selectFrom('recovery_codes').selectAll().execute(),
    await db.selectFrom('passkeys').selectAll().execute(),
    await db.selectFrom('oidc_identities').selectAll().execute(),
    await db.selectFrom('invites').selectAll().execute(),
    await db.selectFrom('shares').selectAll().execute(),
    await db.selectFrom('api_tokens').selectAll().execute(),
    await db.selectFrom('bank_clients').selectAll().execute(),
  ]
}

const bodiless = ['GET', 'DELETE']
const sensitive = apiRoutes.filter(({ fresh }) => fresh === true)

describe('S9: a sensitive act', () => {
  it.each(sensitive.map(({ method, path }) => [method.toUpperCase(), path]))(
    '%s %s asks a session of eleven minutes for a proof, and does nothing',
    async (method, path) => {
      await skrin.addMember('Ada', { role: 'owner' })
      const browser = await skrin.signIn('Ada')
      skrin.clock.advance(11 * MINUTE_MS)
      const before = await dump(skrin)
      const where = path.replace('/api', '').replaceAll(/\{\w+\}/g, 'some-id')

      const answer = await browser.api(method, where, bodiless.includes(method) ? undefined : {})

      expect(codeOf(answer)).toBe('403 step_up_needed')
      expect(await dump(skrin)).toEqual(before)
    },
  )

  it('is on the list for each kind of them', () => {
    const paths = sensitive.map(({ path }) => path)

    for (const path of ['/api/password', '/api/totp', '/api/recovery-codes'])
      expect(paths).toContain(path)
  })

  it('goes through within ten minutes of signing in, and of proving it again', async () => {
    const browser = await skrin.signIn('Ada')
    const begin = () => browser.api('POST', '/totp').then(codeOf)
    const atOnce = await begin()
    skrin.clock.advance(11 * MINUTE_MS)
    const late = await begin()

    const proof = await browser.api('POST', '/session/proof', { password: PASSWORD })

    const { freshUntil } = proof.parse(session)
    expect([atOnce, late, await begin()]).toEqual(['200', '403 step_up_needed', '200'])
    expect(Date.parse(freshUntil ?? '') - skrin.clock.now()).toBeGreaterThan(9 * MINUTE_MS)
  })

  it('with a new connection, too, but not with the renewal of one', async () => {
    const browser = await skrin.signIn('Ada')
    skrin.clock.advance(11 * MINUTE_MS)

    const fresh = await browser.api('POST', '/connections', { bank: 'sparebank1' })
    const renewal = await browser.api('POST', '/connections', {
      bank: 'sparebank1',
      renew: 'unknown',
    })

    expect(codeOf(fresh)).toBe('403 step_up_needed')
    expect(codeOf(renewal)).not.toBe('403 step_up_needed')
  })
})

describe('proving again who one is', () => {
  it('S3: gives a new session id, and the old one is dead', async () => {
    const browser = await skrin.signIn('Ada')
    const thief = skrin.browser()
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value)

    await browser.api('POST', '/session/proof', { password: PASSWORD })

    expect(browser.cookies).not.toEqual(thief.cookies)
    expect((await browser.api('GET', '/sign-in-methods')).status).toBe(200)
    expect((await thief.api('GET', '/sign-in-methods')).status).toBe(401)
  })

  it('S5: does not stretch the twelve hours', async () => {
    const browser = await skrin.signIn('Ada')
    for (let quarter = 0; quarter < 47; quarter++) {
      skrin.clock.advance(HOUR_MS / 4)
      await browser.api('GET', '/sign-in-methods')
    }

    const proof = await browser.api('POST', '/session/proof', { password: PASSWORD })
    skrin.clock.advance(16 * MINUTE_MS)

    expect(proof.status).toBe(200)
    expect((await browser.api('GET', '/sign-in-methods')).status).toBe(401)
  })

  it('H6: counts wrong passwords with those of signing in', async () => {
    const browser = await skrin.signIn('Ada')
    const guess = () => browser.api('POST', '/session/proof', { password: 'a guess' }).then(codeOf)
    const guesses: string[] = []

    for (let tries = 0; tries < 6; tries++) guesses.push(await guess())
    const signIn = await skrin.browser().api('POST', '/session', { name: 'Ada', password: 'guess' })

    expect(guesses).toEqual([
      ...Array<string>(5).fill('401 invalid_credentials'),
      '429 too_many_requests',
    ])
    expect(signIn.status).toBe(429)
    expect((await browser.api('GET', '/sign-in-methods')).status).toBe(200)
  })

  it('is for the signed-in', async () => {
    await skrin.addMember('Ada')

    const answer = await skrin.browser().api('POST', '/session/proof', { password: PASSWORD })

    expect(codeOf(answer)).toBe('401 unauthenticated')
  })

  it('S6: does not bring a session back that was ended meanwhile', async () => {
    const browser = await skrin.signIn('Ada')
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const body = JSON.stringify({ password: PASSWORD })
    const headers = {
      cookie,
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    }
    const slow = await holdRequest(skrin.url, { path: '/api/session/proof', headers, body })

    await browser.api('DELETE', '/session')
    const answer = await slow.finish()

    const alive = await skrin.context.db
      .selectFrom('sessions')
      .select('id_hash')
      .where('destroyed_at', 'is', null)
      .execute()
    expect(codeOf(answer)).toBe('401 unauthenticated')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(alive).toEqual([])
  })

  it('is a click in the demo, on oneself only', async () => {
    await using demo = await startSkrin({
      demoMembers: [
        { id: 'ingrid', name: 'Ingrid', role: 'owner' },
        { id: 'jonas', name: 'Jonas', role: 'adult' },
      ],
    })
    const browser = demo.browser()
    await browser.api('POST', '/session', { member: 'ingrid' })
    demo.clock.advance(11 * MINUTE_MS)

    const other = await browser.api('POST', '/session/proof', { member: 'jonas' })
    const own = await browser.api('POST', '/session/proof', { member: 'ingrid' })

    expect([codeOf(other), codeOf(own)]).toEqual(['401 invalid_credentials', '200'])
    expect(codeOf(await browser.api('POST', '/totp'))).toBe('200')
  })

  it('is never a click for somebody with a password', async () => {
    const { id } = await skrin.addMember('Ada')
    const browser = await skrin.signIn('Ada')

    const answer = await browser.api('POST', '/session/proof', { member: id })

    expect(codeOf(answer)).toBe('403 forbidden')
  })
})

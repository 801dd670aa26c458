import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { holdRequest } from './harness/holdRequest.ts'
import { codeOf } from './harness/problemOf.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const better = 'another long and private sentence'

let skrin: Skrin

beforeEach(async () => {
  skrin = await startSkrin()
})
afterEach(() => skrin.stop())

const enter = async (password: string) =>
  codeOf(await skrin.browser().api('POST', '/session', { name: 'Ada', password }))

describe('another password', () => {
  it('H5: opens from then on, in the place of the old one', async () => {
    const browser = await skrin.signIn('Ada')

    const answer = await browser.api('PUT', '/password', { password: better, endOthers: false })

    const { password_hash } = await skrin.context.db
      .selectFrom('members')
      .select('password_hash')
      .executeTakeFirstOrThrow()
    expect(codeOf(answer)).toBe('200')
    expect([await enter(better), await enter(PASSWORD)]).toEqual(['200', '401 invalid_credentials'])
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  it.each([
    ['seven7!', 'password_too_short'],
    ['password123', 'password_too_common'],
    ['Ada 1234567', 'password_too_common'],
  ])('H5: is not %s', async (password, code) => {
    const browser = await skrin.signIn('Ada')

    const answer = await browser.api('PUT', '/password', { password, endOthers: true })

    expect(codeOf(answer)).toBe(`400 ${code}`)
    expect(await enter(PASSWORD)).toBe('200')
  })

  it('S3 S8: renews this session, and signs out everywhere else if asked', async () => {
    const [here, there] = [await skrin.signIn('Ada'), await skrin.signIn('Ada')]
    const before = new Map(here.cookies)
    const someoneElse = await skrin.signIn('Bob')

    await here.api('PUT', '/password', { password: better, endOthers: false })
    const kept = (await there.api('GET', '/sign-in-methods')).status
    await here.api('PUT', '/password', { password: PASSWORD, endOthers: true })

    expect(kept).toBe(200)
    expect(here.cookies).not.toEqual(before)
    expect((await here.api('GET', '/sign-in-methods')).status).toBe(200)
    expect((await there.api('GET', '/sign-in-methods')).status).toBe(401)
    expect((await someoneElse.api('GET', '/sign-in-methods')).status).toBe(200)
  })

  it('S6: is not set by a session that was ended meanwhile', async () => {
    const browser = await skrin.signIn('Ada')
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const slow = await holdRequest(skrin.url, {
      method: 'PUT',
      path: '/api/password',
      headers: {
        cookie,
        'x-csrf': '1',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ password: better, endOthers: true }),
    })

    await browser.api('DELETE', '/session')

    expect(codeOf(await slow.finish())).toBe('401 unauthenticated')
    expect([await enter(better), await enter(PASSWORD)]).toEqual(['401 invalid_credentials', '200'])
  })

  it('is nothing for the demo, whose people enter with a click', async () => {
    const ingrid = { id: 'ingrid', name: 'Ingrid', role: 'owner' } as const
    await using demo = await startSkrin({ demoMembers: [ingrid] })
    const browser = demo.browser()
    const click = async () => codeOf(await browser.api('POST', '/session', { member: 'ingrid' }))
    await click()

    const answer = await browser.api('PUT', '/password', { password: better, endOthers: false })

    expect([codeOf(answer), await click()]).toEqual(['403 forbidden', '200'])
  })

  it('is told in one’s access log, with what was typed nowhere', async () => {
    const browser = await skrin.signIn('Ada')
    await browser.api('PUT', '/password', { password: better, endOthers: true })
    await enter('a wrong guess')

    const log = await skrin.context.db.selectFrom('access_log').selectAll().execute()

    expect(log.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['sign_in.succeeded', 'password.changed', 'sign_in.failed']),
    )
    expect(JSON.stringify(log)).not.toMatch(/sentence|guess/)
    expect(skrin.logLines.join()).not.toMatch(/sentence|guess/)
  })
})

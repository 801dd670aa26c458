import { randomBytes } from 'node:crypto'
import { recoveryCodes, signInMethods, totpStart } from '@skrin/shared/api/signIn'
import { createSealer } from '@skrin/bff/auth/sealing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { fromBase32, showCode } from './harness/showCode.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const STEP_MS = 30_000
const HOUR_MS = 60 * 60_000

let skrin: Skrin
let browser: Browser

beforeEach(async () => {
  skrin = await startSkrin()
  browser = await skrin.signIn('Ada')
})
afterEach(() => skrin.stop())

interface App {
  /** What the app shows, so many steps of 30 seconds away from now. */
  code(steps?: number): string
  readonly recovery: string[]
}

async function enable(): Promise<App> {
  const { secret } = (await browser.api('POST', '/totp')).parse(totpStart)
  const code = (steps = 0) => showCode(secret, skrin.clock.now() + steps * STEP_MS)
  const confirmed = await browser.api('POST', '/totp/confirm', { code: code() })
  // The code that confirmed is spent.
  skrin.clock.advance(STEP_MS)
  return { code, recovery: confirmed.parse(recoveryCodes).codes }
}

const enter = async (code?: string, password = PASSWORD) =>
  codeOf(await skrin.browser().api('POST', '/session', { name: 'Ada', password, code }))
const methods = async () => (await browser.api('GET', '/sign-in-methods')).parse(signInMethods)

describe('H8: a second factor', () => {
  it('counts once a code of the app was shown, and not before', async () => {
    await browser.api('POST', '/totp')
    const begun = [await enter(), (await methods()).totp.enabled]
    const wrong = await browser.api('POST', '/totp/confirm', { code: '000000' })

    await enable()

    expect(begun).toEqual(['200', false])
    expect(codeOf(wrong)).toBe('401 second_factor_invalid')
    expect((await methods()).totp).toEqual({ enabled: true, recoveryCodesLeft: 10 })
  })

  it('is told to the app as RFC 6238 and every app have it', async () => {
    const { uri, secret } = (await browser.api('POST', '/totp')).parse(totpStart)

    const url = new URL(uri)

    expect(uri).toMatch(/^otpauth:\/\/totp\/Skrin:Ada\?/)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      issuer: 'Skrin',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
    expect(fromBase32(secret)).toHaveLength(20)
  })

  it('is asked for after the right password, and only then', async () => {
    const { code } = await enable()

    expect(await enter(undefined, 'a wrong password')).toBe('401 invalid_credentials')
    expect(await enter(code(), 'a wrong password')).toBe('401 invalid_credentials')
    expect(await enter()).toBe('401 second_factor_needed')
    expect(await enter(code())).toBe('200')
  })

  it('takes each code once, also in two browsers at once', async () => {
    const { code } = await enable()
    const shown = code()

    const both = await Promise.all([enter(shown), enter(shown)])

    expect(both.sort()).toEqual(['200', '401 second_factor_invalid'])
    expect(await enter(shown)).toBe('401 second_factor_invalid')
  })

  it('takes the codes next to the one of now, and no other', async () => {
    const { code } = await enable()
    skrin.clock.advance(10 * STEP_MS)

    expect(await enter(code(-2))).toBe('401 second_factor_invalid')
    expect(await enter(code(2))).toBe('401 second_factor_invalid')
    expect(await enter(code(-1))).toBe('200')
    expect(await enter(code(1))).toBe('200')
    // RFC 6238 §5.2: an earlier one is as good as used.
    expect(await enter(code())).toBe('401 second_factor_invalid')
  })

  it('takes a code as people type it', async () => {
    const { code } = await enable()
    const shown = code()

    expect(await enter(` ${shown.slice(0, 3)} ${shown.slice(3)} `)).toBe('200')
  })

  it('cannot be guessed by somebody who has the password', async () => {
    await enable()
    const guesses: string[] = []

    for (let guess = 0; guess < 7; guess++) guesses.push(await enter(`00000${guess}`))
    await enter()

    expect(guesses.filter((answer) => answer === '401 second_factor_invalid')).toHaveLength(5)
    expect(guesses.slice(5)).toEqual(['429 too_many_requests', '429 too_many_requests'])
  })

  it('is asked for again before a sensitive act', async () => {
    const { code } = await enable()
    const prove = (body: object) => browser.api('POST', '/session/proof', body).then(codeOf)

    expect(await prove({ password: PASSWORD })).toBe('401 second_factor_needed')
    expect(await prove({ password: PASSWORD, code: '000000' })).toBe('401 second_factor_invalid')
    expect(await prove({ password: PASSWORD, code: code() })).toBe('200')
  })

  it('in use is replaced by nobody who merely begins another', async () => {
    const { code } = await enable()

    const again = await browser.api('POST', '/totp')
    const confirmed = await browser.api('POST', '/totp/confirm', { code: code() })

    expect([codeOf(again), codeOf(confirmed)]).toEqual(['400 bad_request', '404 not_found'])
    expect(await enter()).toBe('401 second_factor_needed')
  })

  it('can be given up, and its recovery codes go with it', async () => {
    const { recovery } = await enable()

    await browser.api('DELETE', '/totp')

    expect((await methods()).totp).toEqual({ enabled: false, recoveryCodesLeft: 0 })
    expect(await enter()).toBe('200')
    expect(recovery).toHaveLength(10)
  })

  it('lies sealed in the database, and what opens it in no log', async () => {
    const { secret } = (await browser.api('POST', '/totp')).parse(totpStart)
    const code = showCode(secret, skrin.clock.now())
    const { codes } = (await browser.api('POST', '/totp/confirm', { code })).parse(recoveryCodes)
    const { db } = skrin.context

    const kept = JSON.stringify([
      await db.selectFrom('totp').selectAll().execute(),
      await db.selectFrom('recovery_codes').selectAll().execute(),
      await db.selectFrom('access_log').selectAll().execute(),
      skrin.logLines,
    ])

    for (const known of [secret, ...codes, ...codes.map((one) => one.replaceAll('-', ''))])
      expect(kept).not.toContain(known)
  })
})

describe('H8: a recovery code', () => {
  it('has 80 bits, all of them different', async () => {
    const { recovery } = await enable()

    for (const code of recovery) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}$/)
    expect(new Set(recovery).size).toBe(10)
  })

  it('opens once in the place of a code, however it is typed', async () => {
    const [first = '', second = ''] = (await enable()).recovery

    expect(await enter(first.toLowerCase().replaceAll('-', ' '))).toBe('200')
    expect(await enter(first)).toBe('401 second_factor_invalid')
    expect(await enter(second)).toBe('200')
    expect((await methods()).totp.recoveryCodesLeft).toBe(8)
  })

  it('is of no use without the password, nor to anybody else', async () => {
    const [code = ''] = (await enable()).recovery
    await skrin.addMember('Bob')

    const bob = await skrin
      .browser()
      .api('POST', '/session', { name: 'Bob', password: 'a guess', code })

    expect(await enter(code, 'a wrong password')).toBe('401 invalid_credentials')
    expect(codeOf(bob)).toBe('401 invalid_credentials')
    expect(await enter(code)).toBe('200')
  })

  it('of an earlier set is worth nothing', async () => {
    const [old = ''] = (await enable()).recovery

    const { codes } = (await browser.api('POST', '/recovery-codes')).parse(recoveryCodes)

    expect(await enter(old)).toBe('401 second_factor_invalid')
    expect(await enter(codes[9])).toBe('200')
  })

  it('is not made for somebody without a second factor', async () => {
    expect(codeOf(await browser.api('POST', '/recovery-codes'))).toBe('404 not_found')
  })

  it('is the way in when the key that sealed the app’s secret is lost', async () => {
    const { code, recovery } = await enable()
    const { db } = skrin.context
    const { member_id } = await db.selectFrom('totp').select('member_id').executeTakeFirstOrThrow()
    const sealed = createSealer(randomBytes(32), 'totp').seal('anything', member_id)
    await db.updateTable('totp').set({ sealed }).execute()

    expect(await enter(code())).toBe('401 second_factor_invalid')
    expect(await enter(recovery[0])).toBe('200')
  })

  it('is told in the access log, with every other change of the second factor', async () => {
    const { recovery } = await enable()
    await enter(recovery[0])
    await enter('000000')
    skrin.clock.advance(HOUR_MS / 6 - STEP_MS * 2)
    await browser.api('POST', '/recovery-codes')
    await browser.api('DELETE', '/totp')

    const log = await skrin.context.db.selectFrom('access_log').select('event').execute()

    for (const event of [
      'totp.enabled',
      'recovery_code.used',
      'sign_in.failed',
      'recovery_codes.made',
      'totp.disabled',
    ])
      expect(log).toContainEqual({ event })
  })
})

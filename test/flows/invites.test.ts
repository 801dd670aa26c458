import { setTimeout as delay } from 'node:timers/promises'
import { invitesAnswer, inviteAnswer, inviteCheckAnswer } from '@skrin/shared/api/household'
import { session } from '@skrin/shared/api/session'
import { totpStart } from '@skrin/shared/api/signIn'
import { inviteToNewPassword, sweepInvites } from '@skrin/bff/household/invites'
import { commandLine } from '@skrin/bff/household/accessLog'
import { engines } from '@skrin/bff/store/testDatabase'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { showCode } from './harness/showCode.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const NEW_PASSWORD = 'quite another sentence'

let skrin: Skrin
let ingrid: Browser

beforeEach(async () => {
  skrin = await startSkrin()
  await skrin.addMember('Ingrid', { role: 'owner' })
  ingrid = await skrin.signIn('Ingrid')
})
afterEach(() => skrin.stop())

async function invite(body: object = { role: 'adult' }) {
  const made = (await ingrid.api('POST', '/invites', body)).parse(inviteAnswer)
  return { ...made, code: codeOf(made.link) }
}

const codeOf = (link: string) => new URL(link).hash.slice(1)
const accept = (body: object, browser = skrin.browser()) =>
  browser.api('POST', '/invites/accept', { password: PASSWORD, ...body })
const members = () => skrin.context.db.selectFrom('members').select(['name', 'role']).execute()

describe('inviting', () => {
  it('gives a link that is told once and whose code no server is sent', async () => {
    const { link, code, invite: made } = await invite({ role: 'child', name: 'Emma' })

    const listed = await ingrid.api('GET', '/invites')
    const kept = await skrin.context.db.selectFrom('invites').selectAll().execute()
    expect(new URL(link).pathname).toBe('/join')
    expect(Buffer.from(code, 'base64url')).toHaveLength(32)
    expect(listed.parse(invitesAnswer).invites).toEqual([made])
    expect(made).toMatchObject({ role: 'child', name: 'Emma' })
    expect(listed.text + JSON.stringify(kept) + skrin.logLines.join()).not.toContain(code)
  })

  it('is the owner’s alone', async () => {
    const jonas = await skrin.signIn('Jonas')

    const answers = [
      await jonas.api('GET', '/invites'),
      await jonas.api('POST', '/invites', { role: 'adult' }),
      await jonas.api('DELETE', `/invites/${(await invite()).invite.id}`),
    ]

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  it('makes no second owner', async () => {
    const answer = await ingrid.api('POST', '/invites', { role: 'owner' })

    expect(answer.status).toBe(400)
  })

  it('S9: asks for a recent proof, and so does withdrawing', async () => {
    const { invite: made } = await invite()
    skrin.clock.advance(11 * MINUTE_MS)

    const answers = [
      await ingrid.api('POST', '/invites', { role: 'adult' }),
      await ingrid.api('DELETE', `/invites/${made.id}`),
    ]

    expect(answers.map(({ json }) => json)).toEqual([
      expect.objectContaining({ code: 'step_up_needed' }),
      expect.objectContaining({ code: 'step_up_needed' }),
    ])
  })
})

describe('checking', () => {
  it('tells what the invite is for and leaves it good', async () => {
    await ingrid.api('PUT', '/household', { name: 'Lindvik' })
    const { code } = await invite({ role: 'adult', name: 'Jonas' })

    const check = () => skrin.browser().api('POST', '/invites/check', { code })

    await check()
    expect((await check()).parse(inviteCheckAnswer)).toMatchObject({
      role: 'adult',
      name: 'Jonas',
      invitedBy: 'Ingrid',
      household: 'Lindvik',
      member: null,
    })
  })

  it('answers alike for codes that are unknown, used, withdrawn and over', async () => {
    const [used, withdrawn, over] = [await invite(), await invite(), await invite()]
    await accept({ code: used.code, name: 'Jonas' })
    await ingrid.api('DELETE', `/invites/${withdrawn.invite.id}`)
    skrin.clock.advance(7 * DAY_MS)

    const answers = []
    for (const code of ['unknown', used.code, withdrawn.code, over.code]) {
      const answer = await skrin.browser().api('POST', '/invites/check', { code })
      answers.push({ ...(answer.json as object), reference: '' })
    }

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 403, code: 'invite_invalid' })
  })

  it('is of no use once it is over, and then nothing is kept of it', async () => {
    const { code } = await invite()
    skrin.clock.advance(7 * DAY_MS + 1)

    const answer = await accept({ code, name: 'Jonas' })
    await sweepInvites(skrin.context)

    expect(answer.json).toMatchObject({ code: 'invite_invalid' })
    expect(await skrin.context.db.selectFrom('invites').selectAll().execute()).toEqual([])
  })

  it('allows few wrong codes from one network', async () => {
    const statuses: number[] = []

    for (let tries = 0; tries < 10; tries++) {
      const checked = await skrin.browser().api('POST', '/invites/check', { code: 'wrong' })
      statuses.push(checked.status, (await accept({ code: 'wrong' })).status)
    }

    const { code } = await invite()
    expect(new Set(statuses)).toEqual(new Set([403]))
    expect((await accept({ code, name: 'Jonas' })).status).toBe(429)
  })
})

describe('accepting', () => {
  it('makes the member and signs them in', async () => {
    const { code } = await invite({ role: 'adult', name: 'Jonas' })
    const browser = skrin.browser()

    const answer = await accept({ code, name: '  Jonas L ' }, browser)

    expect(answer.parse(session).member).toMatchObject({ name: 'Jonas L', role: 'adult' })
    expect((await browser.api('GET', '/accounts')).status).toBe(200)
    expect((await ingrid.api('GET', '/invites')).json).toEqual({ invites: [] })
    const again = await skrin
      .browser()
      .api('POST', '/session', { name: 'jonas l', password: PASSWORD })
    expect(again.status).toBe(200)
  })

  it('takes the name of the invite where the person gives none', async () => {
    const { code } = await invite({ role: 'child', name: 'Emma' })

    const answer = await accept({ code })

    expect(answer.parse(session).member).toMatchObject({ name: 'Emma', role: 'child' })
  })

  it('wants a name from somewhere', async () => {
    const { code } = await invite()

    const answer = await accept({ code })

    expect(answer.json).toMatchObject({ code: 'bad_request', field: 'name' })
  })

  it.each([
    [{ name: ' INGRID' }, 'name_taken', 'name'],
    [{ name: 'Jonas', password: 'short' }, 'password_too_short', 'password'],
    [{ name: 'Jonas', password: 'jonas 123' }, 'password_too_common', 'password'],
  ])('H5: leaves the invite good when it comes to nothing: %j', async (body, problem, field) => {
    const { code } = await invite()

    const refused = await accept({ code, ...body })

    expect(refused.json).toMatchObject({ code: problem, field })
    expect((await accept({ code, name: 'Jonas' })).status).toBe(200)
  })

  it('S3: gives whoever was signed in before a new session as somebody else', async () => {
    const { code } = await invite()
    const before = new Map(ingrid.cookies)

    await accept({ code, name: 'Jonas' }, ingrid)

    expect(ingrid.cookies).not.toEqual(before)
    expect((await ingrid.api('GET', '/session')).parse(session).member?.name).toBe('Jonas')
  })

  it('does not exist in the demo', async () => {
    await using demo = await startSkrin({
      demoMembers: [{ id: 'ingrid', name: 'Ingrid', role: 'owner' }],
    })
    const owner = demo.browser()
    await owner.api('POST', '/session', { member: 'ingrid' })
    const { link } = (await owner.api('POST', '/invites', { role: 'adult' })).parse(inviteAnswer)

    const answer = await demo.browser().api('POST', '/invites/accept', {
      code: codeOf(link),
      name: 'Jonas',
      password: PASSWORD,
    })

    expect(answer.json).toMatchObject({ code: 'forbidden' })
  })
})

describe.each(engines)('H4: two at once on %s', (engine) => {
  it('are one new member', async () => {
    await using other = await startSkrin({ engine })
    await other.addMember('Ingrid', { role: 'owner' })
    const owner = await other.signIn('Ingrid')
    const made = (await owner.api('POST', '/invites', { role: 'adult' })).parse(inviteAnswer)

    const answers = await Promise.all(
      ['Jonas', 'Eve', 'Mal'].map((name) =>
        accept({ code: codeOf(made.link), name }, other.browser()),
      ),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403])
    const rows = await other.context.db.selectFrom('members').select('id').execute()
    expect(rows).toHaveLength(2)
  })

  it('with one name are one new member and one name that is taken', async () => {
    await using other = await startSkrin({ engine })
    await other.addMember('Ingrid', { role: 'owner' })
    const owner = await other.signIn('Ingrid')
    const codes = []
    for (let made = 0; made < 2; made++) {
      const answer = await owner.api('POST', '/invites', { role: 'adult' })
      codes.push(codeOf(answer.parse(inviteAnswer).link))
    }

    const answers = await Promise.all(
      codes.map((code) => accept({ code, name: 'Jonas' }, other.browser())),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('a link for a new password', () => {
  it('S8: sets it, signs in, and ends every session that there was', async () => {
    const jonas = await skrin.addMember('Jonas')
    const old = await skrin.signIn('Jonas')
    const { code } = await inviteToNewPassword(skrin.context, jonas, commandLine)
    const browser = skrin.browser()

    const checked = await skrin.browser().api('POST', '/invites/check', { code })
    const answer = await accept({ code, password: NEW_PASSWORD, name: 'ignored' }, browser)

    expect(checked.json).toMatchObject({ member: { id: jonas.id, name: 'Jonas' } })
    expect(answer.parse(session).member).toEqual(jonas)
    expect((await old.api('GET', '/accounts')).status).toBe(401)
    const signIn = (password: string) =>
      skrin.browser().api('POST', '/session', { name: 'Jonas', password })
    expect((await signIn(PASSWORD)).status).toBe(401)
    expect((await signIn(NEW_PASSWORD)).status).toBe(200)
    expect((await accept({ code })).json).toMatchObject({ code: 'invite_invalid' })
  })

  it('S8: leaves no session to whoever was signing in with the old password meanwhile', async () => {
    const jonas = await skrin.addMember('Jonas')
    const { code } = await inviteToNewPassword(skrin.context, jonas, commandLine)
    const intruders = Array.from({ length: 5 }, () => skrin.browser())
    const signIns = intruders.map(async (browser, index) => {
      // One after another, so that some are between their password and their session when it is replaced.
      await delay(index * 10)
      return browser.api('POST', '/session', { name: 'Jonas', password: PASSWORD })
    })

    await Promise.all([accept({ code, password: NEW_PASSWORD }), ...signIns])

    const answers = await Promise.all(intruders.map((browser) => browser.api('GET', '/accounts')))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  })

  it('H8: signs nobody in past a second factor (ASVS 6.4.3)', async () => {
    const jonas = await skrin.addMember('Jonas')
    const old = await skrin.signIn('Jonas')
    const { secret } = (await old.api('POST', '/totp')).parse(totpStart)
    const show = () => showCode(secret, skrin.clock.now())
    await old.api('POST', '/totp/confirm', { code: show() })
    const { code } = await inviteToNewPassword(skrin.context, jonas, commandLine)

    const answer = await accept({ code, password: NEW_PASSWORD }, old)

    expect(answer.parse(session).member).toBeNull()
    expect((await old.api('GET', '/accounts')).status).toBe(401)
    skrin.clock.advance(MINUTE_MS)
    const signIn = { name: 'Jonas', password: NEW_PASSWORD }
    const without = await skrin.browser().api('POST', '/session', signIn)
    const whole = await skrin.browser().api('POST', '/session', { ...signIn, code: show() })
    expect([without.json, whole.status]).toEqual([
      expect.objectContaining({ code: 'second_factor_needed' }),
      200,
    ])
  })

  it('is replaced by the next one, and is none of the owner’s invites', async () => {
    const jonas = await skrin.addMember('Jonas')
    const first = await inviteToNewPassword(skrin.context, jonas, commandLine)
    const second = await inviteToNewPassword(skrin.context, jonas, commandLine)

    const checked = await Promise.all(
      [first, second].map(({ code }) => skrin.browser().api('POST', '/invites/check', { code })),
    )
    const withdrawn = await ingrid.api('DELETE', `/invites/${second.invite.id}`)

    expect(checked.map(({ status }) => status)).toEqual([403, 200])
    expect((await ingrid.api('GET', '/invites')).json).toEqual({ invites: [] })
    expect(withdrawn.status).toBe(404)
    expect(await members()).toHaveLength(2)
  })
})

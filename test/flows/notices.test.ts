import { toHouseholdDay } from '@skrin/bff/household/householdDay'
import { createMailChannel } from '@skrin/bff/notices/mailChannel'
import { Secret } from '@skrin/bff/config/secret'
import { sweepNotices } from '@skrin/bff/notices/listNotices'
import { GATHERING_MS, raiseNotices } from '@skrin/bff/notices/raiseNotices'
import { readReader } from '@skrin/bff/notices/readers'
import { sendNotices } from '@skrin/bff/notices/sendNotices'
import { wantEverything } from '@skrin/bff/notices/testReaders'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestTransaction,
} from '@skrin/bff/store/testRows'
import { noticesAnswer, noticeSettings } from '@skrin/shared/api/notices'
import { accountId, connectionId, transactionId } from '@skrin/shared/api/primitives'
import { unreadAnswer } from '@skrin/shared/api/unread'
import type { Member } from '@skrin/shared/api/session'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Browser } from './harness/browser.ts'
import { codeOf } from './harness/problemOf.ts'
import { startMailServer } from './harness/startMailServer.ts'
import type { MailServer } from './harness/startMailServer.ts'
import { startPushServer } from './harness/startPushServer.ts'
import type { PushServer } from './harness/startPushServer.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000
const topic = 'kari_9f3k2m4q8x'
const connection = v.parse(connectionId, 'connection-1')
const account = v.parse(accountId, 'account-1')

let mail: MailServer
let push: PushServer
let skrin: Skrin
let member: Member
let kari: Browser

beforeEach(async () => {
  mail = await startMailServer()
  push = await startPushServer()
})
afterEach(async () => {
  await mail[Symbol.asyncDispose]()
  await push.close()
})

const envOf = () => ({
  SKRIN_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  SKRIN_MAIL_FROM: 'Skrin hjemme <skrin@example.org>',
  SKRIN_NTFY_URL: push.origin,
  SKRIN_NTFY_TOKEN: 'tk_of_the_host',
})

async function begin(options: Parameters<typeof startSkrin>[0] = {}): Promise<void> {
  skrin = await startSkrin({ ...options, env: { ...envOf(), ...options.env } })
  member = await skrin.addMember('Kari', { role: 'owner' })
  kari = await skrin.signIn('Kari')
  const { db } = skrin.context
  await insertTestConnection(db, { id: connection, member: member.id, bank: 'seb' })
  await insertTestAccount(db, { id: account, connection, bank: 'seb' })
}

const setAddress = (channel: string, address: string) =>
  kari.api('PUT', `/notice-addresses/${channel}`, { address, language: 'nb' })
const confirm = (channel: string, code: string) =>
  kari.api('POST', `/notice-addresses/${channel}/confirm`, { code })
const lastCode = () => /\d{6}/.exec(mail.mails.at(-1)?.headers.get('subject') ?? '')?.[0] ?? ''

async function confirmMail(): Promise<void> {
  await setAddress('mail', 'kari@example.org')
  await confirm('mail', lastCode())
  mail.mails.length = 0
}

/** A large transaction for each text, told and due to be sent. */
async function raiseLarge(...texts: string[]): Promise<void> {
  const { db } = skrin.context
  const reader = await readReader(db, member.id)
  for (const text of texts) {
    const id = v.parse(transactionId, `row-${crypto.randomUUID()}`)
    await insertTestTransaction(db, { id, account_id: account }, { text, amount_minor: -9000_00 })
    const draft = { kind: 'large_transaction' as const, dedupe: id, account, body: {} }
    await raiseNotices(skrin.context, reader, [{ ...draft, transaction: id }])
  }
  skrin.clock.advance(GATHERING_MS)
}

describe.each(engines)('notices on %s', (engine) => {
  beforeEach(() => begin({ engine }))
  afterEach(() => skrin.stop())

  it('wait in the app until they are read, one by one or all that was on the screen', async () => {
    await wantEverything(skrin.context.db, member.id)
    await raiseLarge('First', 'Second')
    const before = (await kari.api('GET', '/notices')).parse(noticesAnswer)
    const [newest] = before.notices
    const { id = '', at = '' } = newest ?? {}

    const afterOne = await kari.api('PATCH', `/notices/${id}`, { read: true })
    const again = await kari.api('PATCH', `/notices/${id}`, { read: false })
    await raiseLarge('Third')
    const afterAll = await kari.api('POST', '/notices/read', { until: at })

    expect(before).toMatchObject({ unread: 2, notices: [{ readAt: null }, { readAt: null }] })
    expect(afterOne.parse(unreadAnswer).unread).toBe(1)
    expect(again.parse(unreadAnswer).unread).toBe(2)
    expect(afterAll.parse(unreadAnswer).unread).toBe(1)
  })

  it('follow from what a bank has told', async () => {
    const { db, followUps, clock } = skrin.context
    await wantEverything(db, member.id)
    const id = v.parse(transactionId, 'told')
    const told = { amount_minor: -9000_00, booking_date: toHouseholdDay(clock.now()) }
    await insertTestTransaction(db, { id, account_id: account }, { ...told, unfollowed: 1 })

    await followUps.run([account])
    await followUps.run([account])

    const { notices } = (await kari.api('GET', '/notices')).parse(noticesAnswer)
    expect(notices).toMatchObject([{ kind: 'large_transaction', transaction: { id } }])
  })

  it('N3: go to an address once its code came back, as one message in the person’s language', async () => {
    await wantEverything(skrin.context.db, member.id)
    await setAddress('mail', 'kari@example.org')
    const code = lastCode()
    await raiseLarge('Too early')
    await sendNotices(skrin.context)
    const beforeConfirmed = mail.mails.length
    const confirmed = await confirm('mail', code)
    await raiseLarge('REMA 1000', 'Vinmonopolet', 'SJ')

    await sendNotices(skrin.context)
    await sendNotices(skrin.context)

    expect(beforeConfirmed).toBe(1)
    expect(confirmed.parse(noticeSettings).mail).toMatchObject({ state: 'confirmed' })
    expect(mail.mails).toHaveLength(2)
    const [, sent] = mail.mails
    expect(sent).toMatchObject({ from: 'skrin@example.org', to: ['kari@example.org'] })
    expect(sent?.headers.get('subject')).toBe('3 varsler fra Skrin')
    expect(sent?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(sent?.plain).toMatch(/Et stort beløp gikk ut\r?\nVinmonopolet: [−-]9\s000,00\skr/)
    expect(sent?.plain).toContain(`${skrin.url}/transactions?transaction=row-`)
    expect(sent?.html).toContain('<html lang="nb">')
  })

  it('go out once, though two programs send at the same time', async () => {
    await wantEverything(skrin.context.db, member.id)
    await confirmMail()
    await raiseLarge('REMA 1000')

    await Promise.all([1, 2, 3, 4].map(() => sendNotices(skrin.context)))

    expect(mail.mails).toHaveLength(1)
  })

  it('N1 H2: are not sent of what is no longer the person’s to see', async () => {
    await wantEverything(skrin.context.db, member.id)
    await confirmMail()
    await raiseLarge('REMA 1000')
    await skrin.context.db
      .updateTable('connections')
      .set({ member_id: (await skrin.addMember('Per')).id })
      .execute()

    await sendNotices(skrin.context)

    expect(mail.mails).toEqual([])
    expect(await skrin.context.db.selectFrom('deliveries').selectAll().execute()).toEqual([])
  })
})

describe('by e-mail', () => {
  beforeEach(async () => {
    await begin({ env: { SKRIN_METRICS_ADDR: '127.0.0.1:0' } })
    await confirmMail()
  })
  afterEach(() => skrin.stop())

  it('N2: say neither amounts nor accounts nor shops, unless the person wants it', async () => {
    await wantEverything(skrin.context.db, member.id, { details: false })
    await raiseLarge('Vinmonopolet')

    await sendNotices(skrin.context)

    const [sent] = mail.mails
    expect(sent?.headers.get('subject')).toBe('Et stort beløp gikk ut')
    for (const text of ['Vinmonopolet', '9 000', '9000', `account-1:`])
      expect(sent?.raw).not.toContain(text)
  })

  it('N2: load nothing, run nothing and have every text escaped', async () => {
    await wantEverything(skrin.context.db, member.id)
    await raiseLarge('<img src=https://evil.example/x><script>alert(1)</script>')

    await sendNotices(skrin.context)

    const [sent] = mail.mails
    expect(sent?.html).toContain('&lt;img src=https://evil.example/x&gt;')
    expect(sent?.html).not.toMatch(/<(img|script|link|iframe|style)\b|\bsrc="|url\(/i)
    const links = [...(sent?.html.matchAll(/href="([^"]+)"/g) ?? [])].map(([, href]) => href)
    expect(links.every((href) => href?.startsWith(`${skrin.url}/`))).toBe(true)
  })

  it('N2: let nobody’s text become a header or another recipient', async () => {
    await wantEverything(skrin.context.db, member.id)
    const label = 'SEB\r\nBcc: evil@example.org\r\n\r\nHello'
    await skrin.context.db.updateTable('connections').set({ label, status: 'reconnect' }).execute()
    const draft = { kind: 'consent_ending' as const, dedupe: 'x', connection }
    const reader = await readReader(skrin.context.db, member.id)
    await raiseNotices(skrin.context, reader, [{ ...draft, body: { days: 0, renewBy: null } }])
    skrin.clock.advance(GATHERING_MS)

    await sendNotices(skrin.context)

    const [sent] = mail.mails
    expect(sent?.to).toEqual(['kari@example.org'])
    expect([...(sent?.headers.keys() ?? [])]).not.toContain('bcc')
    expect(sent?.headers.get('subject')).toContain('SEB Bcc: evil@example.org Hello')
  })

  it.each([
    'kari@example.org, ola@example.org',
    'kari@example.org\r\nBcc: ola@example.org',
    'Kari <kari@example.org>',
    'kari',
  ])('N2: refuse the address %j', async (address) => {
    expect(codeOf(await setAddress('mail', address))).toBe('400 bad_request')
    expect(mail.mails).toEqual([])
  })

  it('try again later when the server says later, and give up when it says never', async () => {
    await wantEverything(skrin.context.db, member.id)
    mail.refusal = 451
    await raiseLarge('REMA 1000')
    await sendNotices(skrin.context)
    await sendNotices(skrin.context)
    const tries = skrin.logLines.filter((line) => line.includes('"notice.sent"')).length
    mail.refusal = null
    skrin.clock.advance(MINUTE_MS)
    await sendNotices(skrin.context)
    const afterPause = mail.mails.length
    mail.refusal = 550
    await raiseLarge('SJ')
    await sendNotices(skrin.context)
    mail.refusal = null
    skrin.clock.advance(24 * 60 * MINUTE_MS)
    await sendNotices(skrin.context)
    kari = await skrin.signIn('Kari')

    const settings = (await kari.api('GET', '/notice-settings')).parse(noticeSettings)
    const counted = await skrin.context.metrics?.render()
    expect(counted).toContain('skrin_notice_messages_total{channel="mail",result="failed"} 1')
    expect(counted).toContain('skrin_notice_messages_total{channel="mail",result="refused"} 1')
    expect(counted).toContain('skrin_notice_messages_total{channel="mail",result="ok"} 1')
    expect(tries).toBe(1)
    expect(afterPause).toBe(1)
    expect(mail.mails).toHaveLength(1)
    expect(settings.mail).toMatchObject({ state: 'confirmed', failing: true })
    expect(skrin.logLines.join()).not.toContain('kari@example.org')
  })

  it('are sent of what is not in the app at all, whatever was read there', async () => {
    const mailOnly = { inApp: false, mail: true, push: false, limit: 5000 }
    await wantEverything(skrin.context.db, member.id, { choices: { large_transaction: mailOnly } })
    await raiseLarge('REMA 1000')
    await kari.api('POST', '/notices/read', { until: '2100-01-01T00:00:00.000Z' })
    const listed = (await kari.api('GET', '/notices')).parse(noticesAnswer)

    await sendNotices(skrin.context)

    expect(listed).toEqual({ notices: [], unread: 0 })
    expect(mail.mails).toHaveLength(1)
  })

  it('are not sent two days late, as a restored backup would have it', async () => {
    await wantEverything(skrin.context.db, member.id)
    await raiseLarge('REMA 1000')
    skrin.clock.advance(49 * 60 * MINUTE_MS)
    await sweepNotices(skrin.context)

    await sendNotices(skrin.context)

    expect(mail.mails).toEqual([])
  })

  it('are not sent of what was read in the app meanwhile', async () => {
    await wantEverything(skrin.context.db, member.id)
    await raiseLarge('REMA 1000')
    await kari.api('POST', '/notices/read', { until: '2100-01-01T00:00:00.000Z' })

    await sendNotices(skrin.context)

    expect(mail.mails).toEqual([])
  })

  it('N3 S9: ask for a proof before another address gets them, and count wrong codes', async () => {
    await setAddress('mail', 'new@example.org')
    const code = lastCode()
    const wrong = code === '123456' ? '654321' : '123456'
    const answers = []
    for (let tries = 0; tries < 5; tries++) answers.push(codeOf(await confirm('mail', wrong)))
    const right = codeOf(await confirm('mail', code))
    skrin.clock.advance(20 * MINUTE_MS)

    const late = codeOf(await setAddress('mail', 'thief@example.org'))

    expect(new Set([...answers, right])).toEqual(new Set(['403 address_code_invalid']))
    expect(late).toBe('403 step_up_needed')
  })

  it('N3: fill nobody’s mailbox with codes', async () => {
    const answers = []
    for (let tries = 0; tries < 5; tries++)
      answers.push(codeOf(await setAddress('mail', 'someone@example.org')))

    expect(answers).toEqual(['200', '200', '200', '200', '429 too_many_requests'])
    expect(mail.mails).toHaveLength(4)
  })
})

describe('by push', () => {
  beforeEach(() => begin())
  afterEach(() => skrin.stop())

  it('N4: go to the host’s server whatever the person calls the topic, and follow no redirect', async () => {
    const refused = await Promise.all(
      ['../../evil-topic-1', 'https://evil.example/x', 'short', 'topic?x=1234567'].map((name) =>
        setAddress('push', name),
      ),
    )
    skrin.clock.advance(61 * MINUTE_MS)
    kari = await skrin.signIn('Kari')
    push.status = 307
    const redirected = await setAddress('push', topic)

    expect(refused.map(codeOf)).toEqual(Array(4).fill('400 bad_request'))
    expect(codeOf(redirected)).toBe('502 message_not_sent')
    expect(push.pushed.map(({ path }) => path)).toEqual(['/'])
  })

  it('are in the language that the person used when they gave the topic', async () => {
    await setAddress('push', topic)
    const { language, details } = (await kari.api('GET', '/notice-settings')).parse(noticeSettings)

    expect({ language, details }).toEqual({ language: 'nb', details: false })
  })

  it('say what happened and lead to it', async () => {
    await setAddress('push', topic)
    const [first] = push.pushed
    const code = /\d{6}/.exec(JSON.stringify(first?.body))?.[0] ?? ''
    const confirmed = await confirm('push', code)
    await wantEverything(skrin.context.db, member.id)
    await raiseLarge('Blåbær & ærter')

    await sendNotices(skrin.context)

    expect(confirmed.parse(noticeSettings).push).toEqual({
      offered: true,
      server: push.origin,
      address: topic,
      state: 'confirmed',
      failing: false,
    })
    expect(push.pushed[1]).toMatchObject({
      authorization: 'Bearer tk_of_the_host',
      body: {
        topic,
        title: 'Et stort beløp gikk ut',
        message: expect.stringContaining('Blåbær & ærter: '),
        click: expect.stringContaining(`${skrin.url}/transactions?transaction=`),
      },
    })
  })
})

describe('N4 T9: the mail channel', () => {
  const from = { name: 'Skrin', address: 'skrin@example.org' }
  const message = { id: 'x', subject: 'x', text: 'x', html: 'x', short: 'x', href: 'x' }

  it.each([
    ['a server without TLS', 'starttls', {}],
    ['a certificate of nobody', 'tls', { secure: true }],
  ] as const)('hands nothing to %s', async (_what, security, options) => {
    await using server = await startMailServer(options)
    const url = new Secret(`smtp://skrin:hush@127.0.0.1:${server.port}`)
    const channel = createMailChannel({ host: '127.0.0.1', port: server.port, security, from }, url)

    const result = await channel.send('kari@example.org', message)

    channel.close()
    expect(result.status).toBe('failed')
    expect(server.mails).toEqual([])
  })
})

it('are sent by one of two replicas', async () => {
  const place = await createTestPlace('postgres')
  await begin({ place })
  const other = await startSkrin({ place, env: envOf(), clock: skrin.clock })
  await wantEverything(skrin.context.db, member.id)
  await confirmMail()
  await raiseLarge('REMA 1000')

  await Promise.all([sendNotices(skrin.context), sendNotices(other.context)])

  await other.stop()
  await skrin.stop()
  await place.remove()
  expect(mail.mails).toHaveLength(1)
})

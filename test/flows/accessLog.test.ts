import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import type { AccessEntry } from '@skrin/shared/api/accessLog'
import { inviteAnswer } from '@skrin/shared/api/household'
import type { Member } from '@skrin/shared/api/session'
import type { AccountId, ConnectionId } from '@skrin/shared/brand'
import { noteAccess, program } from '@skrin/bff/household/accessLog'
import { sweepAccessLog } from '@skrin/bff/household/sweepAccessLog'
import { engines } from '@skrin/bff/store/testDatabase'
import { insertTestAccount, insertTestConnection } from '@skrin/bff/store/testRows'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let skrin: Skrin
let owner: Member
let adult: Member
let ingrid: Browser
let jonas: Browser

async function begin(options: Parameters<typeof startSkrin>[0] = {}) {
  skrin = await startSkrin(options)
  owner = await skrin.addMember('Ingrid', { role: 'owner' })
  adult = await skrin.addMember('Jonas')
  ingrid = await skrin.signIn('Ingrid')
  jonas = await skrin.signIn('Jonas')
}

async function read(browser: Browser, query = ''): Promise<AccessEntry[]> {
  return (await browser.api('GET', `/access-log${query}`)).parse(accessLogAnswer).entries
}
const eventsOf = (entries: readonly AccessEntry[]) => entries.map(({ event }) => event)

describe.each(engines)('the access log on %s', (engine) => {
  beforeEach(() => begin({ engine }))
  afterEach(() => skrin.stop())

  it('tells each person what was done with their own access, and the owner the household’s matters', async () => {
    await jonas.api('PATCH', `/members/${adult.id}`, { name: 'Jonny' })
    await ingrid.api('PUT', '/household', { name: 'Lindvik' })
    const { link } = (await ingrid.api('POST', '/invites', { role: 'child' })).parse(inviteAnswer)
    const code = new URL(link).hash.slice(1)
    const emma = skrin.browser()
    await emma.api('POST', '/invites/accept', { code, name: 'Emma', password: PASSWORD })

    const ofIngrid = await read(ingrid)
    const ofJonas = await read(jonas)
    const ofEmma = await read(emma)

    expect(eventsOf(ofJonas)).toEqual(['member.renamed', 'sign_in.succeeded'])
    expect(ofJonas[0]).toMatchObject({
      actor: { kind: 'session', id: adult.id, name: 'Jonas' },
      subject: { before: 'Jonas', name: 'Jonny' },
    })
    expect(eventsOf(ofEmma).sort()).toEqual(['member.joined', 'sign_in.succeeded'])
    expect(eventsOf(ofIngrid)).toEqual([
      'member.joined',
      'member.invited',
      'household.renamed',
      'member.renamed',
      'sign_in.succeeded',
    ])
    expect(JSON.stringify([ofIngrid, ofJonas, ofEmma])).not.toContain(code)
  })

  it('comes in pages that neither repeat nor skip anything', async () => {
    const { db, clock } = skrin.context
    for (let number = 0; number < 25; number++) {
      const subject = { name: `household ${number}` }
      await noteAccess(
        { db, clock: { now: () => clock.now() + (number % 3) } },
        { actor: program, about: null, event: 'household.renamed', subject },
      )
    }

    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = `?limit=10${cursor && `&cursor=${cursor}`}`
      const page = (await ingrid.api('GET', `/access-log${query}`)).parse(accessLogAnswer)
      seen.push(...page.entries.map(({ id }) => id))
      cursor = page.nextCursor
    }

    expect(seen).toEqual((await read(ingrid, '?limit=200')).map(({ id }) => id))
    expect(new Set(seen).size).toBe(26)
  })

  it('keeps one of several notes that are the same matter', async () => {
    const note = {
      actor: program,
      about: owner.id,
      event: 'account.opened',
      dedupe: 'once',
    } as const

    await noteAccess(skrin.context, note)
    await noteAccess(skrin.context, note)

    expect(eventsOf(await read(ingrid))).toEqual(['account.opened', 'sign_in.succeeded'])
  })

  it('forgets what is older than a year', async () => {
    skrin.clock.advance(364 * DAY_MS)
    await sweepAccessLog(skrin.context)
    const before = await skrin.context.db.selectFrom('access_log').selectAll().execute()
    skrin.clock.advance(2 * DAY_MS)
    await sweepAccessLog(skrin.context)

    expect(before).toHaveLength(2)
    expect(await skrin.context.db.selectFrom('access_log').selectAll().execute()).toEqual([])
  })

  it('names somebody who is gone, without a person behind the name', async () => {
    await ingrid.api('DELETE', `/members/${adult.id}`)
    await noteAccess(skrin.context, {
      actor: { kind: 'session', id: adult.id, name: 'Jonas' },
      about: owner.id,
      event: 'account.opened',
    })

    const [opened, removed] = await read(ingrid)

    expect(opened?.actor).toEqual({ kind: 'session', id: null, name: 'Jonas' })
    expect(removed).toMatchObject({ event: 'member.removed', subject: { member: 'Jonas' } })
  })
})

describe('what is noted', () => {
  beforeEach(() => begin())
  afterEach(() => skrin.stop())

  it.each([
    '/transactions?prefer=cache',
    '/transactions/totals?q=rema',
    '/insights/categories',
    '/tags',
  ])('tells whose account somebody was told of by %s', async (path) => {
    const { db } = skrin.context
    const [connection, account_id] = ['connection' as ConnectionId, 'account' as AccountId]
    await insertTestConnection(db, { id: connection, member: owner.id, bank: 'seb' })
    await insertTestAccount(db, { id: account_id, connection, bank: 'seb' })
    const share = { account_id, audience: 'household', level: 'transactions' } as const
    await db.insertInto('shares').values(share).execute()

    const { status } = await jonas.api('GET', path)

    expect(status).toBe(200)
    expect(await read(ingrid)).toContainEqual(
      expect.objectContaining({
        event: 'account.opened',
        actor: { kind: 'session', id: adult.id, name: 'Jonas' },
      }),
    )
  })

  it('tells a member of a role that the owner gave them', async () => {
    await ingrid.api('PATCH', `/members/${adult.id}`, { role: 'child' })
    const again = await skrin.signIn('Jonas')

    const entry = (await read(again)).find(({ event }) => event === 'member.role_changed')
    expect(entry).toMatchObject({
      actor: { id: owner.id },
      subject: { member: 'Jonas', before: 'adult', role: 'child' },
    })
    expect(eventsOf(await read(ingrid))).toContain('member.role_changed')
  })

  it('tells of a session that was ended from elsewhere', async () => {
    await skrin.signIn('Ingrid')

    await ingrid.api('DELETE', '/sessions')

    expect((await read(ingrid))[0]).toMatchObject({
      event: 'session.ended',
      subject: { network: '127.0.0.1' },
    })
  })

  it('tells of a wrong password once an hour, and nobody else reads it', async () => {
    const guess = () =>
      skrin.browser().api('POST', '/session', { name: 'Jonas', password: 'wrong' })
    await guess()
    await guess()

    const failed = (entries: AccessEntry[]) =>
      entries.filter(({ event }) => event === 'sign_in.failed')
    expect(failed(await read(jonas))).toHaveLength(1)
    expect(failed(await read(ingrid))).toEqual([])
  })

  it.each([
    'x',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
  ])('refuses a cursor that is none: %s', async (cursor) => {
    const answer = await ingrid.api('GET', `/access-log?cursor=${cursor}`)

    expect(answer.json).toMatchObject({ status: 400, code: 'bad_request', field: 'cursor' })
  })
})

describe('a connection', () => {
  let sandbox: Sandbox
  beforeEach(async () => {
    sandbox = await startSandbox()
    await begin({ env: sandbox.env })
  })
  afterEach(async () => {
    await skrin.stop()
    await sandbox.close()
  })

  it('is noted for its owner when it is made, renewed and ended, by the bank’s name', async () => {
    const id = await connectBank(jonas, 'sparebank1', 'Jonas')
    await connectBank(jonas, 'sparebank1', 'Jonas')
    await jonas.api('DELETE', `/connections/${id}`)

    const entries = (await read(jonas)).filter(({ event }) => event.startsWith('connection'))
    expect(eventsOf(entries)).toEqual(['connection.ended', 'connection.renewed', 'connection.made'])
    expect(entries.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 3 }, () => ({ bank: 'SpareBank 1' })),
    )
    expect(eventsOf(await read(ingrid))).toEqual(['sign_in.succeeded'])
  })
})

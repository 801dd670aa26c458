import { membersAnswer } from '@skrin/shared/api/household'
import { session } from '@skrin/shared/api/session'
import type { ConnectionId } from '@skrin/shared/brand'
import { insertTestConnection } from '@skrin/bff/store/testRows'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Member } from '@skrin/shared/api/session'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000

let skrin: Skrin
let owner: Member
let adult: Member
let ingrid: Browser
let jonas: Browser

beforeEach(async () => {
  skrin = await startSkrin()
  owner = await skrin.addMember('Ingrid', { role: 'owner' })
  skrin.clock.advance(MINUTE_MS)
  adult = await skrin.addMember('Jonas')
  ingrid = await skrin.signIn('Ingrid')
  jonas = await skrin.signIn('Jonas')
})
afterEach(() => skrin.stop())

const change = (browser: Browser, { id }: { id: string }, body: object) =>
  browser.api('PATCH', `/members/${id}`, body)
const withoutReference = (json: unknown) => ({ ...(json as object), reference: '' })

describe('the household', () => {
  it('has a name that everybody reads and the owner gives', async () => {
    const before = await jonas.api('GET', '/household')
    const refused = await jonas.api('PUT', '/household', { name: 'Jonas' })
    await ingrid.api('PUT', '/household', { name: ' Lindvik ' })

    expect(before.json).toEqual({ name: null })
    expect(refused.json).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await jonas.api('GET', '/household')).json).toEqual({ name: 'Lindvik' })
    expect((await jonas.api('GET', '/session')).json).toMatchObject({ household: 'Lindvik' })
  })

  it('lists its members in the order they came', async () => {
    const { members } = (await jonas.api('GET', '/members')).parse(membersAnswer)

    expect(members.map(({ joinedAt: _, ...member }) => member)).toEqual([owner, adult])
  })
})

describe('a name', () => {
  it('is one’s own to change, and signs in from then on', async () => {
    const answer = await change(jonas, adult, { name: ' Jonas Lindvik ' })

    const signIn = (name: string) =>
      skrin.browser().api('POST', '/session', { name, password: PASSWORD })
    expect(answer.status).toBe(200)
    expect((await jonas.api('GET', '/session')).parse(session).member?.name).toBe('Jonas Lindvik')
    expect((await signIn('Jonas')).status).toBe(401)
    expect((await signIn('jonas lindvik')).status).toBe(200)
  })

  it('may change in how it is written', async () => {
    expect((await change(jonas, adult, { name: 'JONÁS' })).status).toBe(200)
  })

  it.each(['ïngrid', 'Ingrid\u200b', 'In\u00adgrid'])('belongs to one member: %j', async (name) => {
    const answer = await change(jonas, adult, { name })

    expect(answer.json).toMatchObject({ status: 409, code: 'name_taken', field: 'name' })
  })

  it('is nobody else’s to change, not even the owner’s', async () => {
    const answer = await change(ingrid, adult, { name: 'Somebody' })

    expect(answer.json).toMatchObject({ code: 'forbidden' })
  })
})

describe('a role', () => {
  it('S3: is given by the owner, and ends the sessions of the role before', async () => {
    const answer = await change(ingrid, adult, { role: 'child' })

    const again = await skrin.signIn('Jonas')
    expect(answer.parse(membersAnswer).members[1]).toMatchObject({ name: 'Jonas', role: 'child' })
    expect((await jonas.api('GET', '/accounts')).status).toBe(401)
    expect((await again.api('POST', '/connections', { bank: 'seb' })).json).toMatchObject({
      code: 'forbidden',
    })
  })

  it('is the owner’s alone to give, and the owner’s own stays', async () => {
    const answers = [
      await change(jonas, adult, { role: 'child' }),
      await change(jonas, owner, { role: 'child' }),
      await change(ingrid, owner, { role: 'adult' }),
      await change(ingrid, adult, { role: 'owner' }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 400])
  })

  it('is none for somebody unknown', async () => {
    const answer = await change(ingrid, { id: 'unknown' }, { role: 'child' })

    expect(answer.json).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('of a child waits until nothing is connected', async () => {
    const { db } = skrin.context
    await insertTestConnection(db, {
      id: 'connection-1' as ConnectionId,
      member: adult.id,
      bank: 'seb',
    })

    const refused = await change(ingrid, adult, { role: 'child' })
    await db.updateTable('connections').set({ status: 'disconnected' }).execute()
    const accepted = await change(ingrid, adult, { role: 'child' })

    expect(refused.json).toMatchObject({ status: 409, code: 'member_has_connections' })
    expect(accepted.status).toBe(200)
  })
})

describe('S9: changing and removing members', () => {
  it('asks for a recent proof', async () => {
    skrin.clock.advance(11 * MINUTE_MS)

    const answers = [
      await change(ingrid, adult, { role: 'child' }),
      await change(jonas, adult, { name: 'Jonny' }),
      await ingrid.api('DELETE', `/members/${adult.id}`),
    ]

    expect(answers.map(({ json }) => json)).toEqual(
      Array.from(
        { length: 3 },
        () => expect.objectContaining({ code: 'step_up_needed' }) as object,
      ),
    )
  })

  it('H1: answers a member about others as about nobody', async () => {
    const emma = await skrin.addMember('Emma', { role: 'child' })

    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { role: 'child' } : undefined
      const [foreign, unknown] = [
        await jonas.api(method, `/members/${emma.id}`, body),
        await jonas.api(method, '/members/unknown', body),
      ]
      expect(foreign.status).toBe(403)
      expect(withoutReference(foreign.json)).toEqual(withoutReference(unknown.json))
    }
  })
})

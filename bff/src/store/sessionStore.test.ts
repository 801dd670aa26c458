import { memberId } from '@skrin/shared/api/primitives'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveMember } from '../household/members.ts'
import type { Database } from './database.ts'
import { ABSOLUTE_MS, createSessionStore, IDLE_MS } from './sessionStore.ts'
import type { SessionStore, StoredSession } from './sessionStore.ts'
import { engines, openTestDatabase } from './testDatabase.ts'
import type { TestDatabase } from './testDatabase.ts'
import { toTestSession } from './testRows.ts'

const HOUR_MS = 60 * 60_000
const start = Date.parse('2026-03-25T09:00:00.000Z')
const ada = v.parse(memberId, 'ada')
const session: StoredSession = toTestSession(ada, start)

let store: TestDatabase
let db: Database
let now: number
let sessions: SessionStore

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    now = start
    store = await openTestDatabase(engine)
    db = store.db
    await saveMember(db, {
      id: ada,
      name: 'Ada',
      role: 'owner',
      passwordHash: null,
      createdAt: start,
    })
    sessions = createSessionStore({ db, clock: { now: () => now } })
  })
  afterEach(() => store.close())

  const rowCount = async () => (await db.selectFrom('sessions').select('id_hash').execute()).length

  it('gives back what was put in, and null for what was not', async () => {
    await sessions.put('id-1', session)

    expect(await sessions.read('id-1')).toEqual(session)
    expect(await sessions.read('id-2')).toBeNull()
  })

  it('S6: keeps a destroyed session destroyed, whatever a slow request does with it', async () => {
    await sessions.put('id-1', session)
    await sessions.destroy('id-1')
    now += HOUR_MS / 4

    await sessions.touch('id-1', session)
    await sessions.put('id-1', session)

    expect(await sessions.read('id-1')).toBeNull()
  })

  it('does not hand a session to another member', async () => {
    const eve = v.parse(memberId, 'eve')
    await saveMember(db, {
      id: eve,
      name: 'Eve',
      role: 'adult',
      passwordHash: null,
      createdAt: start,
    })
    await sessions.put('id-1', session)

    await sessions.put('id-1', { ...session, member: eve })

    expect(await sessions.read('id-1')).toMatchObject({ member: ada })
  })

  it.each([
    ['idle', IDLE_MS, start],
    ['absolute', ABSOLUTE_MS, start + ABSOLUTE_MS - 60_000],
  ])('S5: ends at its %s limit to the millisecond', async (_, limitMs, seenAt) => {
    await sessions.put('id-1', { ...session, seenAt })
    now = start + limitMs - 1
    const before = await sessions.read('id-1')
    now += 1

    expect(before).not.toBeNull()
    expect(await sessions.read('id-1')).toBeNull()
  })

  it('sweeps what is over, and tombstones only when no request can be that slow', async () => {
    await sessions.put('over', session)
    now = start + IDLE_MS
    await sessions.put('alive', { ...session, createdAt: now, seenAt: now + 1.25 * HOUR_MS })
    await sessions.put('destroyed', { ...session, createdAt: now, seenAt: now + 1.25 * HOUR_MS })
    await sessions.destroy('destroyed')

    now += HOUR_MS / 2
    await sessions.sweep()
    const soon = await rowCount()
    now += HOUR_MS
    await sessions.sweep()

    expect(soon).toBe(3)
    expect(await rowCount()).toBe(1)
    expect(await sessions.read('alive')).not.toBeNull()
  })
})

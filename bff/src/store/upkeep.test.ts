import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MemberId } from '@skrin/shared/brand'
import { createLog } from '../log.ts'
import type { Database } from './database.ts'
import { isClockSane } from './lastSeen.ts'
import { createRateLimitStore } from './rateLimitStore.ts'
import { createSessionStore } from './sessionStore.ts'
import { engines, openTestDatabase } from './testDatabase.ts'
import type { TestDatabase } from './testDatabase.ts'
import { insertTestMember } from './testRows.ts'
import { startUpkeep } from './upkeep.ts'

const DAY_MS = 24 * 60 * 60_000
const member = 'ingrid' as MemberId
const log = createLog('silent')
let store: TestDatabase
let db: Database
let now = 1_700_000_000_000
const clock = { now: () => now }

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    await insertTestMember(db, member)
  })
  afterEach(() => store.close())

  async function keepUpOnce() {
    const sessions = createSessionStore({ db, clock })
    const limits = createRateLimitStore({ db, clock })
    const upkeep = await startUpkeep({ db, clock, log, sessions, limits })
    await upkeep.stop()
  }

  it('forgets what a bank gave for an attempt that nobody finished', async () => {
    const attempt = (id: string, expiresAt: number) => ({
      id_hash: id,
      member_id: member,
      session_hash: 'session-1',
      bank: 'bank1',
      sealed: 'sealed tokens',
      expires_at: expiresAt,
      used_at: null,
    })
    await db
      .insertInto('connect_attempts')
      .values([attempt('over', now), attempt('going on', now + 1)])
      .execute()

    await keepUpOnce()

    const left = await db.selectFrom('connect_attempts').select('id_hash').execute()
    expect(left).toEqual([{ id_hash: 'going on' }])
  })

  it('forgets challenges of sign-ins that nobody finished', async () => {
    const challenge = (id: string, expiresAt: number) => ({
      id_hash: id,
      purpose: 'sso sign-in',
      member_id: null,
      session_hash: null,
      sealed: 'sealed state',
      expires_at: expiresAt,
      used_at: null,
    })
    await db
      .insertInto('sign_in_challenges')
      .values([challenge('over', now), challenge('going on', now + 1)])
      .execute()

    await keepUpOnce()

    const left = await db.selectFrom('sign_in_challenges').select('id_hash').execute()
    expect(left).toEqual([{ id_hash: 'going on' }])
  })

  it('forgets calls that no limit counts any more, and no others', async () => {
    await db
      .insertInto('bank_calls')
      .values([
        { budget: 'a day old', at: now - DAY_MS },
        { budget: 'old', at: now - 40 * DAY_MS },
      ])
      .execute()

    await keepUpOnce()

    const left = await db.selectFrom('bank_calls').select('budget').execute()
    expect(left).toEqual([{ budget: 'a day old' }])
  })

  it('does not believe a clock that went back, and goes on once it is right again', async () => {
    await keepUpOnce()
    now -= DAY_MS
    await keepUpOnce()

    expect(await isClockSane({ db, clock })).toBe(false)
    now += DAY_MS
    expect(await isClockSane({ db, clock })).toBe(true)
  })

  it('does its chores although one of them fails', async () => {
    const done: string[] = []
    const sessions = createSessionStore({ db, clock })
    const limits = createRateLimitStore({ db, clock })
    const chores = [
      () => Promise.reject(new Error('a chore that fails')),
      () => Promise.resolve(void done.push('the next')),
    ]

    const upkeep = await startUpkeep({ db, clock, log, sessions, limits, chores })
    await upkeep.stop()

    expect(done).toEqual(['the next'])
  })
})

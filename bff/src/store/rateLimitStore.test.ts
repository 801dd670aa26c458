import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { engines, openTestDatabase } from './testDatabase.ts'
import type { TestDatabase } from './testDatabase.ts'
import { createRateLimitStore } from './rateLimitStore.ts'
import type { RateLimitStore } from './rateLimitStore.ts'

const MINUTE_MS = 60_000

let store: TestDatabase
let db: Database
let now: number
let limits: RateLimitStore

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    now = 1_000_000
    store = await openTestDatabase(engine)
    db = store.db
    limits = createRateLimitStore({ db, clock: { now: () => now } })
  })
  afterEach(() => store.close())

  it('counts within a window that begins with the first, and then anew', async () => {
    const first = await limits.increment('a', MINUTE_MS)
    now += MINUTE_MS - 1
    const second = await limits.increment('a', MINUTE_MS)
    now += 1
    const third = await limits.increment('a', MINUTE_MS)

    expect([first, second, third]).toEqual([
      { hits: 1, resetAt: 1_060_000 },
      { hits: 2, resetAt: 1_060_000 },
      { hits: 1, resetAt: 1_120_000 },
    ])
  })

  it('counts each of many at once', async () => {
    const counts = await Promise.all(
      Array.from({ length: 20 }, () => limits.increment('a', MINUTE_MS)),
    )

    expect(new Set(counts.map(({ hits }) => hits)).size).toBe(20)
  })

  it('takes a count back, never below none', async () => {
    await limits.increment('a', MINUTE_MS)
    await limits.decrement('a')
    await limits.decrement('a')

    expect(await limits.read('a')).toMatchObject({ hits: 0 })
  })

  it('replaces a count only if it is still as it was read', async () => {
    const later = { hits: 1, resetAt: now + MINUTE_MS }

    const results = [
      await limits.replace('a', null, later),
      await limits.replace('a', null, { ...later, hits: 7 }),
      await limits.replace('a', { ...later, hits: 3 }, { ...later, hits: 4 }),
      await limits.replace('a', later, { ...later, hits: 2 }),
    ]

    expect(results).toEqual([true, false, false, true])
    expect(await limits.read('a')).toMatchObject({ hits: 2 })
  })

  it('replaces a count that is over as if there were none, and sweeps it away', async () => {
    await limits.put('a', { hits: 5, resetAt: now + 1 })
    await limits.put('b', { hits: 5, resetAt: now + 1 })
    now += 1

    const isReplaced = await limits.replace('a', null, { hits: 1, resetAt: now + MINUTE_MS })
    await limits.sweep()

    expect(isReplaced).toBe(true)
    expect(await limits.read('b')).toBeNull()
    expect(await db.selectFrom('rate_limits').select('key').execute()).toEqual([{ key: 'a' }])
  })
})

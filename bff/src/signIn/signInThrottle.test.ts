import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRateLimitStore } from '../store/rateLimitStore.ts'
import type { RateLimitStore } from '../store/rateLimitStore.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { noteSuccess, reserveTry } from './signInThrottle.ts'

const SECOND_MS = 1000
const attempt = { name: 'Ada', network: '198.51.100.7' }

describe.each(engines)('H6: tries at one account on %s', (engine) => {
  let store: TestDatabase
  let limits: RateLimitStore
  let now: number
  const clock = { now: () => now }

  beforeEach(async () => {
    now = 1_700_000_000_000
    store = await openTestDatabase(engine)
    limits = createRateLimitStore({ db: store.db, clock })
  })
  afterEach(() => store.close())

  const tryAt = async (aheadMs = 0) => {
    const at = now + aheadMs
    return reserveTry({ limits, clock: { now: () => at } }, attempt).then(
      () => 'allowed',
      () => 'refused',
    )
  }

  it('are five, also when they come at once', async () => {
    const tries = await Promise.all(Array.from({ length: 12 }, () => tryAt()))

    expect(tries.filter((outcome) => outcome === 'allowed')).toHaveLength(5)
  })

  it('are free where another replica, whose clock is ahead, counted the one before', async () => {
    expect(await tryAt(2 * SECOND_MS)).toBe('allowed')
    expect(await tryAt()).toBe('allowed')
  })

  it('wait longer and longer after that, and begin anew with the right password', async () => {
    await Promise.all(Array.from({ length: 5 }, () => tryAt()))

    expect([await tryAt(4 * SECOND_MS), await tryAt(5 * SECOND_MS)]).toEqual(['refused', 'allowed'])
    expect([await tryAt(14 * SECOND_MS), await tryAt(15 * SECOND_MS)]).toEqual([
      'refused',
      'allowed',
    ])
    await noteSuccess({ limits, clock }, attempt)
    expect(await tryAt()).toBe('allowed')
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../log.ts'
import { StartError } from '../startError.ts'
import type { Database } from './database.ts'
import { STALE_MS, announceInstance, listRunning, runAlone } from './instances.ts'
import { engines, openTestDatabase } from './testDatabase.ts'
import type { TestDatabase } from './testDatabase.ts'

const log = createLog('silent')

describe.each(engines)('on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  let now: number
  const clock = { now: () => now }

  beforeEach(async () => {
    now = 1_700_000_000_000
    store = await openTestDatabase(engine)
    db = store.db
  })
  afterEach(() => store.close())

  it('shows a program while it runs, and not once it ended', async () => {
    const instance = await announceInstance({ db, clock, log })
    const during = await listRunning({ db, clock })
    await instance.leave()

    expect(during).toHaveLength(1)
    expect(await listRunning({ db, clock })).toEqual([])
  })

  it('takes a program that was killed for gone after a minute', async () => {
    const killed = await announceInstance({ db, clock, log })
    now += STALE_MS + 1

    expect(await listRunning({ db, clock })).toEqual([])
    await killed.leave()
  })

  it('refuses a command that wants to be alone while a program runs', async () => {
    const instance = await announceInstance({ db, clock, log })
    const work = vi.fn(() => Promise.resolve())

    const alone = await runAlone({ db, clock }, 'rotate-key', work)
    await instance.leave()

    expect(alone).toMatchObject({ status: 'refused', running: [{ startedAt: now }] })
    expect(work).not.toHaveBeenCalled()
  })

  it('keeps a program from starting while such a command is at work, and no longer', async () => {
    const alone = await runAlone({ db, clock }, 'rotate-key', () =>
      announceInstance({ db, clock, log }).catch((error: unknown) => error),
    )

    expect(alone).toMatchObject({ status: 'done', value: expect.any(StartError) })
    expect(await listRunning({ db, clock })).toEqual([])
    await (await announceInstance({ db, clock, log })).leave()
  })

  it('does not wait for ever for a command that was killed', async () => {
    await db
      .insertInto('meta')
      .values({
        key: 'maintenance',
        value: JSON.stringify({ command: 'rotate-key', seenAt: now - STALE_MS - 1 }),
      })
      .execute()

    const instance = await announceInstance({ db, clock, log })

    expect(await listRunning({ db, clock })).toHaveLength(1)
    await instance.leave()
  })
})

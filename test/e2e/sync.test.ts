import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { connectBank } from '../flows/harness/walkBank.ts'
import type { Visit } from './harness/openSkrin.ts'
import { goTo } from './harness/places.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const me = 'Jonas Lindvik'
const bank = 'sparebank1'
const HOUR_MS = 60 * 60_000

let world: E2eWorld
let visit: Visit
/** Every stream that a tab of the browser opened. */
let streams: string[]

beforeAll(async () => {
  world = await startWorld()
  await connectBank(await world.skrin.signIn(me), bank, me)
  await world.skrin.context.refresher.settle()
})
beforeEach(async () => {
  visit = await world.enter(me)
  streams = []
  visit.context.on('request', (request) => {
    if (request.url().endsWith('/api/events')) streams.push(request.url())
  })
  await visit.page.waitForRequest(`${visit.url}/api/events`)
})
afterEach(async () => {
  world.sandbox.faults.clear()
  await world.skrin.context.refresher.settle()
  await visit.context.close()
})
afterAll(() => world[Symbol.asyncDispose]())

/** Nobody asked: the time has come. */
async function startRound(): Promise<Promise<void>> {
  const { db, clock, sync } = world.skrin.context
  const due = { next_sync_at: clock.now(), good_at: clock.now() - 2 * HOUR_MS }
  await db.updateTable('connections').set(due).execute()
  return sync.round()
}

it('shows in every tab how far a bank has been read, though one of them listens for all', async () => {
  const other = await visit.context.newPage()
  await other.goto(`${visit.url}/banks`)
  await goTo(visit, 'banks')
  world.sandbox.faults.set({ bank, operation: 'transactions', kind: 'slow', value: 5000, times: 1 })
  const bars = [visit.page, other].map((page) => page.getByRole('progressbar'))

  const round = startRound()

  for (const bar of bars) await bar.waitFor()
  await round
  for (const bar of bars) await bar.waitFor({ state: 'detached' })
  expect(streams.length).toBeLessThan(2)
})

it('brings new transactions into the list by themselves', async () => {
  const { db } = world.skrin.context
  const newest = await db
    .selectFrom('transactions')
    .select(['id', 'text'])
    .where('status', '=', 'booked')
    .orderBy('booking_date', 'desc')
    .limit(3)
    .execute()
  await db
    .deleteFrom('transactions')
    .where(
      'id',
      'in',
      newest.map(({ id }) => id),
    )
    .execute()
  await goTo(visit, 'transactions')
  const rows = visit.page.getByRole('main').getByRole('button', { name: newest[0]?.text ?? '' })
  await visit.page.waitForLoadState('networkidle').catch(() => undefined)
  const before = await rows.count()

  await startRound()

  await expect.poll(() => rows.count(), { timeout: 10_000 }).toBeGreaterThan(before)
})

import { setTimeout as delay } from 'node:timers/promises'
import { saveMember } from '@skrin/bff/household/members'
import { hashPassword } from '@skrin/bff/household/passwordHash'
import { openDatabase } from '@skrin/bff/store/database'
import type { Database } from '@skrin/bff/store/database'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import {
  transferOptions,
  transferOrderAnswer,
  transferReview,
} from '@skrin/shared/api/transferOrders'
import type { TransferConnection, TransferOrder } from '@skrin/shared/api/transferOrders'
import type { MemberId } from '@skrin/shared/brand'
import { localDateIn } from '@skrin/shared/dates'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Fault } from '../sandbox/kit/faults.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { createBrowser } from './harness/browser.ts'
import type { Browser } from './harness/browser.ts'
import { findFreePort, spawnSkrin } from './harness/spawnSkrin.ts'
import type { SpawnedSkrin } from './harness/spawnSkrin.ts'
import { PASSWORD } from './harness/startSkrin.ts'

const bank = 'sbanken'
const TEN_MINUTES_MS = 10 * 60_000
const toDay = (aheadMs: number) => localDateIn('Europe/Oslo', Date.now() + aheadMs)

interface KillPoint {
  readonly when: string
  /** What keeps the bank, so that there is time to be killed. */
  readonly fault: Pick<Fault, 'kind' | 'value'> | null
  /** Whether the killing begins with the arrival at the bank, with the money having moved, or with the press itself. */
  readonly after: 'pressed' | 'arrived' | 'moved'
}

const points: Readonly<Record<(typeof engines)[number], readonly KillPoint[]>> = {
  sqlite: [
    { when: 'right after the press', fault: null, after: 'pressed' },
    {
      when: 'before the bank does anything',
      fault: { kind: 'slow', value: 300 },
      after: 'arrived',
    },
    { when: 'before the answer', fault: { kind: 'late_answer', value: 2000 }, after: 'moved' },
    { when: 'while the answer comes', fault: null, after: 'moved' },
    { when: 'after a cut', fault: { kind: 'lost_answer' }, after: 'moved' },
  ],
  postgres: [
    { when: 'before the answer', fault: { kind: 'late_answer', value: 2000 }, after: 'moved' },
    { when: 'while the answer comes', fault: null, after: 'moved' },
  ],
}

describe.each(engines)('killed with SIGKILL on %s', (engine) => {
  let sandbox: Sandbox
  let place: TestPlace
  let db: Database
  let env: Record<string, string>
  let ingrid: Browser
  let connection: TransferConnection
  let running: SpawnedSkrin | null = null
  // The bank allows thirty calls a minute: its minutes go by between the tests, within one day of the calendar.
  let aheadMs = toDay(-TEN_MINUTES_MS) === toDay(0) ? -TEN_MINUTES_MS : 0
  /** Another one for each order: by it the money that moved is known. */
  let amountMinor = 100_00

  const start = async () => (running = await spawnSkrin(env))
  beforeAll(async () => {
    sandbox = await startSandbox({ now: () => Date.now() + aheadMs })
    place = await createTestPlace(engine)
    const { dataDir, databaseUrl } = place
    db = await openDatabase({ dataDir, databaseUrl: engine }, { databaseUrl })
    const port = String(await findFreePort())
    const url = `http://localhost:${port}`
    env = { ...sandbox.env, ...place.env, SKRIN_PORT: port, SKRIN_PUBLIC_URL: url }
    env['SKRIN_TRANSFERS'] = 'on'
    await start()
    await addMember(db)
    ingrid = createBrowser(url)
    connection = await connect(ingrid)
  }, 60_000)
  afterEach(async () => {
    await db.deleteFrom('transfer_orders').execute()
    await db.deleteFrom('bank_calls').execute()
    aheadMs += 60_000
  })
  afterAll(async () => {
    await running?.kill()
    await db.destroy()
    await place.remove()
    await sandbox.close()
  })

  const ask = async (method: string, path: string): Promise<TransferOrder> =>
    (await ingrid.api(method, `/transfer-orders/${path}`)).parse(transferOrderAnswer).order
  const countMoves = ({ amount }: TransferOrder) =>
    sandbox.world.moves().filter(({ amountMinor }) => amountMinor === amount.minor).length
  const arrivals = () => sandbox.journal.entries(bank, 'transfer').length

  /** Presses, and kills the program at that point; what it was saying is lost. */
  async function killAt({ fault, after }: KillPoint, order: TransferOrder): Promise<void> {
    if (fault) sandbox.faults.set({ bank, operation: 'transfer', times: 1, ...fault })
    const before = arrivals()
    let isAnswered = false
    const pressed = ingrid
      .api('POST', `/transfer-orders/${order.id}/confirm`)
      .catch(() => null)
      .finally(() => (isAnswered = true))
    const isThere = () => {
      if (after === 'pressed') return true
      return after === 'arrived' ? arrivals() > before : countMoves(order) > 0
    }
    while (!isThere() && !isAnswered) await delay(1)
    await delay(Math.random() * 10)
    await running?.kill()
    await pressed
    // What is at the bank goes on there.
    await delay(fault?.kind === 'slow' ? 500 : 0)
  }

  it.each(points[engine])(
    '$when: never sent again, and found at the bank where it was carried out',
    { timeout: 60_000 },
    async (point) => {
      const order = await review(ingrid, connection, (amountMinor += 1_01))
      await killAt(point, order)
      await start()

      // The program does not know, and does not do: also when it is asked to once more.
      const told = await ask('GET', order.id)
      expect(['reviewed', 'sending', 'done', 'unknown']).toContain(told.state)
      if (told.state === 'done') expect(countMoves(order)).toBe(1)
      if (told.state !== 'reviewed') await ask('POST', `${order.id}/confirm`)
      // A minute goes by.
      await db.updateTable('transfer_orders').set({ sending_until: 0 }).execute()
      await db.deleteFrom('bank_calls').execute()
      const checked = await ask('POST', `${order.id}/check`)

      const moves = countMoves(order)
      expect(moves).toBeLessThanOrEqual(1)
      expect(checked.state).toBe(
        moves === 1 ? 'done' : told.state === 'reviewed' ? 'reviewed' : 'unknown',
      )
      if (point.after !== 'pressed') expect(moves).toBe(1)
    },
  )
})

async function addMember(db: Database): Promise<void> {
  const member = { id: 'ingrid' as MemberId, name: 'Ingrid', role: 'owner' as const }
  const passwordHash = await hashPassword(PASSWORD)
  await saveMember(db, { ...member, passwordHash, createdAt: Date.now() })
}

/** Signs in, connects, and turns moving money on. */
async function connect(browser: Browser): Promise<TransferConnection> {
  await browser.api('POST', '/session', { name: 'Ingrid', password: PASSWORD })
  await browser.api('POST', '/connections', { bank })
  await browser.api('GET', '/accounts')
  const readOptions = async () =>
    (await browser.api('GET', '/transfer-orders/options')).parse(transferOptions).connections[0]
  await vi.waitFor(async () => expect((await readOptions())?.accounts.length).toBeGreaterThan(1), {
    timeout: 20_000,
    interval: 100,
  })
  await browser.api('PUT', `/connections/${(await readOptions())?.id}/transfers`)
  const connection = await readOptions()
  if (connection?.state !== 'on') throw new Error('moving money is not on')
  return connection
}

async function review(
  browser: Browser,
  { accounts, today }: TransferConnection,
  minor: number,
): Promise<TransferOrder> {
  const from = accounts.find((one) => one.from && (one.available?.minor ?? 0) > 1000_00)
  const to = accounts.find((one) => one.to && one.id !== from?.id && one.kind !== 'card')
  const amount = { minor, currency: 'NOK' }
  const wish = { from: from?.id, to: to?.id, amount, date: today, message: 'Vinterdekk' }
  return (await browser.api('POST', '/transfer-orders', wish)).parse(transferReview).order
}

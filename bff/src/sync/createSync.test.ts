import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountId, ConnectionId, LocalDate, MemberId } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { createFollowUps } from '../accounts/followUps.ts'
import type { FollowUp } from '../accounts/followUps.ts'
import { createRefresher } from '../accounts/refreshConnection.ts'
import type { Refresher } from '../accounts/refreshConnection.ts'
import { createSealer } from '../auth/sealing.ts'
import { createVault } from '../auth/vault.ts'
import type {
  Bank,
  BankAccount,
  BankTransaction,
  FetchedTransactions,
  TransactionsRequest,
} from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import { sparebank1 } from '../banks/sparebank1/sparebank1.ts'
import { readConfig } from '../config/readConfig.ts'
import { createBankAccess } from '../connections/bankAccess.ts'
import type { BankAccess } from '../connections/bankAccess.ts'
import { createLog } from '../log.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { createSync } from './createSync.ts'
import type { Sync } from './createSync.ts'
import { describeSync } from './describeSync.ts'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const nok = parseCurrency('NOK')
const ingrid = 'ingrid' as MemberId
const connection = 'connection-1' as ConnectionId
const today = parseLocalDate('2026-03-10')
const presence = { ip: '127.0.0.1', userAgent: null }

let now: number
const clock = { now: () => now }
let store: TestDatabase
let lines: BankAccess[]
let logLines: string[]
let requests: TransactionsRequest[]
let askedAccounts: number
/** The days on which something was bought, one row each. */
let days: LocalDate[]
let beforeAnswer: (request: TransactionsRequest) => Promise<void>

const bank: Bank = {
  ...sparebank1,
  fetchAccounts() {
    askedAccounts++
    return Promise.resolve({ accounts: [account], complete: true })
  },
  async fetchTransactions(_api, request) {
    requests.push(request)
    await beforeAnswer(request)
    return toAnswer(request)
  },
}
const account: BankAccount = {
  key: 'key-1',
  name: 'Brukskonto',
  number: '97101234567',
  iban: null,
  kind: 'current',
  currency: nok,
  balance: moneyFromMinor(100_000, nok),
  available: null,
  holder: null,
  closed: false,
}

function toAnswer({ from, to = today }: TransactionsRequest): FetchedTransactions {
  const booked = days.filter((day) => day >= from && day <= to).map(toRow)
  return { accounts: [{ key: 'key-1', booked, pending: [], coveredFrom: from, complete: true }] }
}

function toRow(bookingDate: LocalDate): BankTransaction {
  return {
    ...{ bookingDate, valueDate: null, amount: moneyFromMinor(-12_50, nok), text: 'REMA 1000' },
    ...{ bankText: 'REMA 1000', counterparty: null, original: null, kind: null, bankId: null },
    wire: {},
  }
}

/** One program with the database: its refresher and its runner. */
function startReplica(
  db: Database,
  steps: readonly FollowUp[] = [],
): { refresher: Refresher; sync: Sync } {
  const settings = readConfig({}, [bank])
  if (!settings.ok) throw new Error(settings.problems.join())
  const log = createLog('debug', { write: (line) => void logLines.push(line) })
  const vault = createVault(db, createSealer(randomBytes(32), 'vault'))
  const bankClientSealer = createSealer(randomBytes(32), 'bank client')
  const banks = new Map([[bank.manifest.id, bank]])
  const access = createBankAccess({ ...settings, clock, log, db, vault, bankClientSealer, banks })
  lines.push(access)
  const followUps = createFollowUps(db, steps)
  const refresher = createRefresher({ db, clock, log, access, followUps, random: () => 0 })
  return { refresher, sync: createSync({ db, clock, log, access, refresher }, null) }
}

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    now = Date.parse('2026-03-10T12:00:00Z')
    ;[requests, askedAccounts, lines, logLines] = [[], 0, [], []]
    // Every tenth day of some three years and a half.
    days = Array.from({ length: 128 }, (_, index) => addDays(today, -10 * index))
    beforeAnswer = () => Promise.resolve()
    store = await openTestDatabase(engine)
    await insertTestMember(store.db, ingrid)
    await insertTestConnection(store.db, { id: connection, member: ingrid, bank: bank.manifest.id })
  })
  afterEach(async () => {
    await Promise.all(lines.map((access) => access.close()))
    await store.close()
  })

  const readRow = () => store.db.selectFrom('connections').selectAll().executeTakeFirstOrThrow()
  const listRuns = () =>
    store.db.selectFrom('sync_runs').selectAll().orderBy('started_at').orderBy('ended_at').execute()
  const listDays = async () => {
    const rows = await store.db
      .selectFrom('transactions')
      .select('booking_date')
      .orderBy('booking_date', 'desc')
      .execute()
    return rows.map(({ booking_date: day }) => day)
  }

  it('brings all that the bank has, window by window, and then leaves it alone until it is due', async () => {
    const { sync } = startReplica(store.db)

    await sync.round()
    await sync.round()

    expect(await listDays()).toEqual(days)
    expect(requests.map(({ from, to }) => [from, to])).toEqual([
      [addDays(today, -730), undefined],
      [addDays(today, -730 + 14 - 365), addDays(today, -730 + 13)],
      [addDays(today, -730 + 28 - 730), addDays(today, -730 + 27 - 365)],
      [addDays(today, -730 + 42 - 1095), addDays(today, -730 + 41 - 730)],
    ])
    expect(await listRuns()).toMatchObject([
      { cause: 'schedule', state: 'done', step: 'history', added: days.length },
    ])
    expect(await readRow()).toMatchObject({ next_sync_at: now + 6 * HOUR_MS, sync_until: 0 })
  })

  it('asks again when the time has come, from a month before the last whole answer, after days away too', async () => {
    const { sync } = startReplica(store.db)
    await sync.round()
    requests = []
    now += 9 * DAY_MS

    await sync.round()

    expect(requests.map(({ from }) => from)).toEqual([addDays(today, -30)])
    expect((await listRuns()).at(-1)).toMatchObject({ state: 'done', added: 0 })
  })

  it('goes on with earlier years where it was cut short, and asks for nothing twice', async () => {
    const { sync } = startReplica(store.db)
    beforeAnswer = () =>
      requests.length === 3 ? Promise.reject(new BankError('bank_unavailable')) : Promise.resolve()
    await sync.round()
    expect(await listRuns()).toMatchObject([{ state: 'failed', problem: 'bank_unavailable' }])
    const [, , third] = requests
    now += 10 * 60_000

    await sync.round()

    expect(askedAccounts).toBe(1)
    expect(requests[3]).toEqual(third)
    expect(await listDays()).toEqual(days)
  })

  it('says how far back it reaches, and when nothing older is to be had', async () => {
    const { sync, refresher } = startReplica(store.db)
    await refresher.refresh(await readRow(), presence)
    expect(await describeSync(store.db, await readRow())).toMatchObject({
      run: { cause: 'connect', state: 'done' },
      historyFrom: addDays(today, -730),
      historyWhole: false,
    })

    await sync.round()

    expect(await describeSync(store.db, await readRow())).toMatchObject({
      historyFrom: addDays(today, -730 + 42 - 1095),
      historyWhole: true,
    })
  })

  it('has one runner among replicas that begin at once', async () => {
    const replicas = [startReplica(store.db), startReplica(await store.open())]

    await Promise.all(replicas.map(({ sync }) => sync.round()))

    expect(askedAccounts).toBe(1)
    expect(await listRuns()).toHaveLength(1)
    expect(await listDays()).toEqual(days)
  })

  it('lets a person on one replica wait for the runner of another, and asks once', async () => {
    const one = startReplica(store.db)
    const other = startReplica(await store.open())
    const begun = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    beforeAnswer = () => (begun.resolve(), answered.promise)
    const row = await readRow()
    const round = one.sync.round()
    await begun.promise
    now += 1

    const outcome = other.refresher.refresh(row, presence)
    answered.resolve()

    expect(await outcome).toMatchObject({ status: 'ok', problem: null })
    await round
    expect(askedAccounts).toBe(1)
  })

  it('lets nobody wait while a runner is at earlier years', async () => {
    const one = startReplica(store.db)
    const other = startReplica(await store.open())
    await one.refresher.refresh(await readRow(), presence)
    now += 10 * 60_000
    const begun = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    beforeAnswer = () => (begun.resolve(), answered.promise)
    const round = one.sync.round()
    await begun.promise

    const row = await readRow()
    const outcomes = await Promise.all(
      [one, other].map(({ refresher }) => refresher.refresh(row, presence)),
    )

    expect(outcomes).toMatchObject([{ status: 'ok' }, { status: 'ok' }])
    answered.resolve()
    await round
    expect(askedAccounts).toBe(1)
  })

  it('takes over from a runner that died, and says that its round was stopped', async () => {
    await store.db
      .updateTable('connections')
      .set({ sync_owner: 'gone', sync_until: now + 30_000 })
      .execute()
    await store.db
      .insertInto('sync_runs')
      .values({
        ...{ id: 'run-1' as never, connection_id: connection, cause: 'schedule', state: 'running' },
        ...{ problem: null, started_at: now - 1, ended_at: null, step: 'transactions' },
        ...{ done: 0, total: 1, added: 0, from_date: null, told_at: now - 1 },
      })
      .execute()
    const { sync } = startReplica(store.db)

    await sync.round()
    expect(askedAccounts).toBe(0)
    now += 30_000
    await sync.round()

    expect(askedAccounts).toBe(1)
    expect((await listRuns()).map(({ state }) => state)).toEqual(['stopped', 'done'])
  })

  it('leaves alone what waits for its person, and who is being removed', async () => {
    const { sync } = startReplica(store.db)
    await store.db.updateTable('connections').set({ status: 'reconnect' }).execute()
    await sync.round()
    await store.db.updateTable('connections').set({ status: 'working' }).execute()
    await store.db.updateTable('members').set({ leaving_at: now }).execute()
    await sync.round()

    expect(askedAccounts).toBe(0)
  })

  it('P7: leaves a bank alone that asked for quiet', async () => {
    const { sync } = startReplica(store.db)
    await store.db
      .updateTable('connections')
      .set({ blocked_until: now + 1 })
      .execute()

    await sync.round()

    expect(askedAccounts).toBe(0)
  })

  it('is no failure of the bank when what follows from rows breaks, and is tried again', async () => {
    let isBroken = true
    const breaks = () => (isBroken ? Promise.reject(new TypeError('a defect')) : Promise.resolve())
    const { refresher } = startReplica(store.db, [breaks])
    const countWaiting = async () =>
      (await store.db.selectFrom('transactions').where('unfollowed', '>', 0).select('id').execute())
        .length

    expect(await refresher.refresh(await readRow(), presence)).toMatchObject({ status: 'ok' })
    expect(logLines.filter((line) => line.includes('follow_up.failed'))).toHaveLength(1)
    expect(await countWaiting()).toBeGreaterThan(0)

    isBroken = false
    await refresher.refresh(await readRow(), presence)
    expect(await countWaiting()).toBe(0)
  })

  it('tells those who wait that a round broke, and leaves nothing that ends the process', async () => {
    const { refresher } = startReplica(store.db)
    const row = await readRow()
    await store.db.destroy()

    await expect(refresher.refresh(row, presence)).rejects.toThrow()
    await expect(refresher.sync(row, 'schedule')).rejects.toThrow()
  })

  it('notes what changed for pages that are open', async () => {
    const { sync } = startReplica(store.db)
    await sync.round()

    const changes = await store.db.selectFrom('changes').select('account_id').distinct().execute()
    const accounts = await store.db.selectFrom('accounts').select('id').execute()
    expect(changes.map((change): AccountId => change.account_id)).toEqual(
      accounts.map(({ id }) => id),
    )
  })

  it('begins nothing more once it was stopped', async () => {
    const { sync } = startReplica(store.db)
    await sync.stop()

    await sync.round()

    expect(askedAccounts).toBe(0)
  })
})

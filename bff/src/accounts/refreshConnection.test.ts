import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { createSealer } from '../auth/sealing.ts'
import { createVault } from '../auth/vault.ts'
import type { Bank, BankAccount, FetchedTransactions, TransactionsRequest } from '../banks/bank.ts'
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
import { createFollowUps } from './followUps.ts'
import { createRefresher } from './refreshConnection.ts'
import type { Refresher } from './refreshConnection.ts'

const DAY_MS = 24 * 60 * 60_000
const nok = parseCurrency('NOK')
const connection = 'connection-1' as ConnectionId
const toAccount = (key: string, number: string): BankAccount => ({
  key,
  name: key,
  number,
  iban: null,
  kind: 'current',
  currency: nok,
  balance: moneyFromMinor(100_000, nok),
  available: null,
  holder: null,
  closed: false,
})
const brukskonto = toAccount('key-1', '97101234567')
const sparekonto = toAccount('key-2', '97107654321')
const log = createLog('silent')

let now: number
const clock = { now: () => now }
let store: TestDatabase
let db: Database
let access: BankAccess
let refresher: Refresher
/** What the bank answers, and what it was asked. */
let answerAccounts: () => Promise<readonly BankAccount[]>
let answerTransactions: (request: TransactionsRequest) => Promise<FetchedTransactions>
let requests: TransactionsRequest[]

const bank: Bank = {
  ...sparebank1,
  fetchAccounts: async () => ({ accounts: await answerAccounts(), complete: true }),
  fetchTransactions(_api, request) {
    requests.push(request)
    return answerTransactions(request)
  },
}

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    now = Date.parse('2026-03-10T12:00:00Z')
    requests = []
    answerAccounts = () => Promise.resolve([brukskonto, sparekonto])
    answerTransactions = (request) => Promise.resolve(toWhole(request))
    store = await openTestDatabase(engine)
    db = store.db
    const settings = readConfig({}, [bank])
    if (!settings.ok) throw new Error(settings.problems.join())
    const vault = createVault(db, createSealer(randomBytes(32), 'vault'))
    const banks = new Map([[bank.manifest.id, bank]])
    const bankClientSealer = createSealer(randomBytes(32), 'bank client')
    access = createBankAccess({ ...settings, clock, log, db, vault, bankClientSealer, banks })
    refresher = createRefresher({ db, clock, log, access, followUps: createFollowUps(db, []) })
    const member = 'ingrid' as MemberId
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: bank.manifest.id })
  })
  afterEach(async () => {
    await access.close()
    await store.close()
  })

  function toWhole({ accounts, from }: TransactionsRequest, complete = true): FetchedTransactions {
    return {
      accounts: accounts.map(({ key }) => ({
        key,
        booked: [],
        pending: [],
        coveredFrom: from,
        complete,
      })),
    }
  }

  const readRow = () => db.selectFrom('connections').selectAll().executeTakeFirstOrThrow()
  const refresh = async () => refresher.refresh(await readRow(), null)
  const asked = () =>
    requests.map(({ accounts, from }) => [from, ...accounts.map(({ key }) => key)])

  it('asks for two years at first, later from a month before the last whole answer', async () => {
    await refresh()
    now += 3 * DAY_MS
    await refresh()

    expect(asked()).toEqual([
      ['2024-03-10', 'key-1', 'key-2'],
      ['2026-02-08', 'key-1', 'key-2'],
    ])
  })

  it('asks for two years of an account that is new, and for a month of the others', async () => {
    answerAccounts = () => Promise.resolve([brukskonto])
    await refresh()
    answerAccounts = () => Promise.resolve([brukskonto, sparekonto])
    await refresh()

    expect(asked().slice(1)).toEqual([
      ['2026-02-08', 'key-1'],
      ['2024-03-10', 'key-2'],
    ])
  })

  it('asks once more for all that a partial answer may have left out', async () => {
    answerTransactions = (request) => Promise.resolve(toWhole(request, false))

    expect(await refresh()).toMatchObject({ status: 'partial', problem: 'bank_partial' })
    expect(await readRow()).toMatchObject({ status: 'working', good_at: null })
    await refresh()
    expect(asked()[1]).toEqual(asked()[0])
  })

  it('is partial when the bank says nothing of an account that it was asked for', async () => {
    answerTransactions = (request) =>
      Promise.resolve({ accounts: toWhole(request).accounts.slice(1) })

    expect(await refresh()).toMatchObject({ status: 'partial' })
  })

  it('asks by the bank’s calendar', async () => {
    now = Date.parse('2026-03-10T23:30:00Z')
    await refresh()

    expect(asked()).toEqual([['2024-03-11', 'key-1', 'key-2']])
  })

  it('asks once for all who want it at the same time', async () => {
    const row = await readRow()
    const outcomes = await Promise.all([
      refresher.refresh(row, null),
      refresher.refresh(row, null),
      refresher.refresh(row, null),
    ])

    expect(requests).toHaveLength(1)
    expect(new Set(outcomes).size).toBe(1)
  })

  it('keeps what is known when the bank fails, and says since when', async () => {
    await refresh()
    const goodAt = new Date(now).toISOString()
    now += DAY_MS
    answerAccounts = () => Promise.reject(new BankError('bank_unavailable', { status: 503 }))

    expect(await refresh()).toMatchObject({
      status: 'failed',
      problem: 'bank_unavailable',
      lastGoodAt: goodAt,
    })
    expect(await readRow()).toMatchObject({ status: 'failing', problem: 'bank_unavailable' })
    expect(await db.selectFrom('accounts').select('closed').execute()).toEqual([
      { closed: 0 },
      { closed: 0 },
    ])
  })

  it('is a failure of its own, not of the page, when our own code breaks', async () => {
    answerAccounts = () => Promise.reject(new TypeError('a defect'))

    expect(await refresh()).toMatchObject({ status: 'failed', problem: 'internal' })
  })

  it('keeps nothing for a connection that was given up meanwhile', async () => {
    answerAccounts = async () => {
      await db.updateTable('connections').set({ status: 'disconnected' }).execute()
      return [brukskonto]
    }

    expect(await refresh()).toMatchObject({ status: 'failed', problem: 'reconnect_needed' })
    expect(await db.selectFrom('accounts').selectAll().execute()).toEqual([])
    expect(await readRow()).toMatchObject({ status: 'disconnected' })
  })

  it('brings nothing back that was removed with its history meanwhile', async () => {
    answerTransactions = async (request) => {
      await db.deleteFrom('connections').execute()
      return toWhole(request)
    }

    expect((await refresh()).problem).not.toBe('internal')
    expect(await db.selectFrom('accounts').selectAll().execute()).toEqual([])
  })

  it('does not ask for the transactions of an account that the bank calls closed', async () => {
    answerAccounts = () => Promise.resolve([brukskonto, { ...sparekonto, closed: true }])
    await refresh()

    expect(asked()).toEqual([['2024-03-10', 'key-1']])
  })
})

import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { createSealer } from '../auth/sealing.ts'
import { createVault } from '../auth/vault.ts'
import type { Bank } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { BankProblemCode } from '../banks/bankError.ts'
import { sparebank1 } from '../banks/sparebank1/sparebank1.ts'
import { readConfig } from '../config/readConfig.ts'
import { createBankAccess } from '../connections/bankAccess.ts'
import type { BankAccess } from '../connections/bankAccess.ts'
import { createLog } from '../log.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { askBanks } from './askBanks.ts'
import { createFollowUps } from './followUps.ts'
import { createRefresher } from './refreshConnection.ts'
import type { Refresher } from './refreshConnection.ts'

const MINUTE_MS = 60_000
const ingrid = 'ingrid' as MemberId
const jonas = 'jonas' as MemberId
const hers = 'connection-1' as ConnectionId
const his = 'connection-2' as ConnectionId
const presence = { ip: '127.0.0.1', userAgent: null }

const log = createLog('silent')
let store: TestDatabase
let db: Database
let access: BankAccess
let refresher: Refresher
let now: number
const clock = { now: () => now }
/** How often the bank was asked, and what it comes to. */
let asked: number
let problem: BankProblemCode | null

const bank: Bank = {
  ...sparebank1,
  fetchAccounts() {
    asked++
    if (problem !== null) return Promise.reject(new BankError(problem))
    return Promise.resolve({ accounts: [], complete: true })
  },
}

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    now = 1_700_000_000_000
    asked = 0
    problem = null
    store = await openTestDatabase(engine)
    db = store.db
    const { id } = bank.manifest
    await insertTestMember(db, ingrid)
    await insertTestMember(db, jonas)
    await insertTestConnection(db, { id: hers, member: ingrid, bank: id })
    await insertTestConnection(db, { id: his, member: jonas, bank: id })
    const settings = readConfig({}, [bank])
    if (!settings.ok) throw new Error(settings.problems.join())
    const vault = createVault(db, createSealer(randomBytes(32), 'vault'))
    const banks = new Map([[id, bank]])
    const bankClientSealer = createSealer(randomBytes(32), 'bank client')
    access = createBankAccess({ ...settings, clock, log, db, vault, bankClientSealer, banks })
    refresher = createRefresher({ db, clock, log, access, followUps: createFollowUps(db, []) })
  })
  afterEach(async () => {
    await access.close()
    await store.close()
  })

  const ask = (prefer?: 'cache') => askBanks({ db, clock, refresher }, ingrid, { presence, prefer })
  const block = (until: number) =>
    db.updateTable('connections').set({ blocked_until: until }).execute()

  it('asks the member’s own banks only', async () => {
    expect(await ask()).toMatchObject([{ connection: hers, status: 'ok' }])
    expect(asked).toBe(1)
  })

  it('asks nobody when what is known will do', async () => {
    expect(await ask('cache')).toMatchObject([{ status: 'cached', problem: null, askedAt: null }])
    expect(asked).toBe(0)
  })

  it('lets a good answer stand for five minutes', async () => {
    await ask()
    now += 5 * MINUTE_MS - 1
    expect(await ask()).toMatchObject([{ status: 'ok', problem: null }])
    expect(asked).toBe(1)

    now += 1
    await ask()
    expect(asked).toBe(2)
  })

  it('leaves a bank that failed alone for a minute, and goes on saying so', async () => {
    problem = 'bank_unavailable'
    await ask()
    now += MINUTE_MS - 1
    expect(await ask()).toMatchObject([{ status: 'failed', problem: 'bank_unavailable' }])
    expect(asked).toBe(1)

    now += 1
    await ask()
    expect(asked).toBe(2)
  })

  it('does not ask with an access that is known to be over', async () => {
    problem = 'reconnect_needed'
    await ask()
    now += 60 * MINUTE_MS

    expect(await ask()).toMatchObject([{ status: 'failed', problem: 'reconnect_needed' }])
    expect(asked).toBe(1)
  })

  it('P7: keeps quiet as long as the bank asked for, and tells until when', async () => {
    await block(now + MINUTE_MS)

    expect(await ask()).toMatchObject([{ retryAt: toInstant(now + MINUTE_MS) }])
    expect(asked).toBe(0)
  })

  it('tells no time to come again that has passed', async () => {
    await ask()
    await block(now - 1)

    expect(await ask()).toMatchObject([{ status: 'ok', retryAt: null }])
  })

  it('says nothing of a connection that was given up', async () => {
    await db.updateTable('connections').set({ status: 'disconnected' }).execute()

    expect(await ask()).toEqual([])
  })
})

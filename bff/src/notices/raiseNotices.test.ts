import type { Updateable } from 'kysely'
import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  TransactionId,
  TransferId,
} from '@skrin/shared/brand'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import type { Schema } from '../store/schema.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
  insertTestTransaction,
} from '../store/testRows.ts'
import { listNotices } from './listNotices.ts'
import type { RaiseDeps } from './raiseNotices.ts'
import { tellOfBalances } from './tellOfBalances.ts'
import { tellOfConnections } from './tellOfConnections.ts'
import { createTransactionTeller } from './tellOfTransactions.ts'
import { wantEverything } from './testReaders.ts'

const DAY_MS = 24 * 60 * 60_000
const ingrid = 'ingrid' as MemberId
const jonas = 'jonas' as MemberId
const connection = 'connection' as ConnectionId
const account = 'account' as AccountId
const today = '2026-03-25' as LocalDate
const noon = Date.parse(`${today}T12:00:00Z`)

describe.each(engines)('notices on %s', (engine) => {
  let opened: TestDatabase
  let now: number
  let deps: RaiseDeps

  beforeEach(async () => {
    opened = await openTestDatabase(engine)
    now = noon
    const { db } = opened
    deps = { db, clock: { now: () => now }, log: createLog('silent') }
    await insertTestMember(db, ingrid)
    await insertTestMember(db, jonas)
    await insertTestConnection(db, { id: connection, member: ingrid, bank: 'bank1' })
    await insertTestAccount(db, { id: account, connection, bank: 'bank1' })
  })
  afterEach(() => opened.close())

  const change = (values: Updateable<Schema['connections']>) =>
    opened.db.updateTable('connections').set(values).where('id', '=', connection).execute()
  const kindsOf = async (member: MemberId) =>
    (await listNotices(deps, member)).notices.map(({ kind }) => kind)

  describe('of an access that ends', () => {
    const daysTold = async () =>
      (await listNotices(deps, ingrid)).notices.flatMap((notice) =>
        notice.kind === 'consent_ending' ? [notice.days] : [],
      )

    it('tell its owner 14 days before, 3 days before and when it is over, once each', async () => {
      await change({ connected_at: now - 160 * DAY_MS, renew_by: now + 20 * DAY_MS })
      const told: number[][] = []

      for (const daysLeft of [20, 14, 13, 4, 3, 2, 0, -1]) {
        now = noon + (20 - daysLeft) * DAY_MS
        await tellOfConnections(deps)
        await tellOfConnections(deps)
        told.push(await daysTold())
      }

      expect(told).toEqual([[], [14], [14], [14], [3, 14], [3, 14], [0, 3, 14], [0, 3, 14]])
      expect(await kindsOf(jonas)).toEqual([])
    })

    it('do not announce the end of one that never lasts longer', async () => {
      await change({ connected_at: now, renew_by: now + 2 * DAY_MS })

      await tellOfConnections(deps)

      expect(await daysTold()).toEqual([])
    })

    it('tell of one that the bank ended, and again after a renewal that ends too', async () => {
      await change({ status: 'reconnect', connected_at: now - DAY_MS })
      await tellOfConnections(deps)
      await change({ status: 'working', connected_at: now })
      await tellOfConnections(deps)

      now += 2 * DAY_MS
      await change({ status: 'reconnect' })
      await tellOfConnections(deps)

      expect(await daysTold()).toEqual([0, 0])
    })
  })

  describe('of a bank that fails', () => {
    it('wait for a day, tell once, and begin anew when it fails again', async () => {
      const told: number[] = []
      for (const [status, hours] of [
        ['failing', 0],
        ['failing', 23],
        ['failing', 24],
        ['failing', 40],
        ['working', 41],
        ['failing', 60],
        ['failing', 85],
      ] as const) {
        now = noon + hours * 60 * 60_000
        await change({ status, problem: status === 'failing' ? 'bank_timeout' : null })
        await tellOfConnections(deps)
        told.push((await kindsOf(ingrid)).length)
      }

      expect(told).toEqual([0, 0, 1, 1, 1, 1, 2])
    })

    it('say nothing where the household has used up its own calls', async () => {
      await change({ status: 'failing', problem: 'bank_budget_spent' })
      await tellOfConnections(deps)
      now += 2 * DAY_MS
      await tellOfConnections(deps)

      expect(await kindsOf(ingrid)).toEqual([])
    })
  })

  describe('of a low balance', () => {
    const setBalance = (minor: number) =>
      opened.db
        .updateTable('accounts')
        .set({ balance_minor: minor })
        .where('id', '=', account)
        .execute()

    it('are told once until it is above the limit again, and once a day at most', async () => {
      await wantEverything(opened.db, ingrid)
      const told: number[] = []

      for (const [balance, hours] of [
        [1000_00, 0],
        [999_99, 1],
        [500_00, 2],
        [1500_00, 3],
        [900_00, 4],
        [1500_00, 5],
        [900_00, 30],
      ] as const) {
        now = noon + hours * 60 * 60_000
        await setBalance(balance)
        await tellOfBalances(deps)
        told.push((await kindsOf(ingrid)).length)
      }

      expect(told).toEqual([0, 1, 1, 1, 1, 1, 2])
      const [notice] = (await listNotices(deps, ingrid)).notices
      expect(notice).toMatchObject({
        account: { id: account, name: account },
        balance: { minor: 900_00, currency: 'NOK' },
        limit: { minor: 1000_00, currency: 'NOK' },
      })
    })

    it('are silent from the start, and of a card, which is always owed', async () => {
      await setBalance(-500_00)
      await tellOfBalances(deps)
      await wantEverything(opened.db, ingrid)
      await opened.db.updateTable('accounts').set({ kind: 'card' }).execute()
      await tellOfBalances(deps)

      expect(await kindsOf(ingrid)).toEqual([])
    })

    it('N1 H2: reach whom it is shared with, and are gone with the share', async () => {
      await wantEverything(opened.db, jonas)
      await setBalance(1_00)
      const share = { account_id: account, audience: jonas, level: 'balance' as const }
      await tellOfBalances(deps)
      const before = await kindsOf(jonas)
      await opened.db.insertInto('shares').values(share).execute()
      await tellOfBalances(deps)
      const shared = await kindsOf(jonas)
      await opened.db.deleteFrom('shares').execute()

      expect([before, shared, await kindsOf(jonas)]).toEqual([[], ['low_balance'], []])
    })
  })

  describe('of transactions', () => {
    const tell = (...ids: string[]) =>
      createTransactionTeller(deps)(ids.map((id) => id as TransactionId))
    const add = (id: string, changes: Parameters<typeof insertTestTransaction>[2] = {}) =>
      insertTestTransaction(
        opened.db,
        { id: id as TransactionId, account_id: account },
        { booking_date: today, ...changes },
      )

    beforeEach(() => wantEverything(opened.db, ingrid))

    it('are told once of a large one, whichever way the money went', async () => {
      await add('out', { amount_minor: -5000_00 })
      await add('in', { amount_minor: 7000_00 })
      await add('small', { amount_minor: -4999_99 })

      await tell('out', 'in', 'small')
      await tell('out', 'in', 'small')

      const { notices } = await listNotices(deps, ingrid)
      expect(notices.map((one) => 'transaction' in one && one.transaction.id).sort()).toEqual([
        'in',
        'out',
      ])
    })

    it('leave out history: older days, those before the bank was connected, and moves between accounts', async () => {
      await add('old', { amount_minor: -9000_00, booking_date: '2026-03-19' as LocalDate })
      await add('left', { amount_minor: -9000_00 })
      await add('arrived', { amount_minor: 9000_00 })
      await opened.db
        .insertInto('transfers')
        .values({
          id: 'pair' as TransferId,
          out_id: 'left' as TransactionId,
          in_id: 'arrived' as TransactionId,
          day: today,
          reason: 'same_day',
          made_at: noon,
          undone_at: null,
        })
        .execute()
      await tell('old', 'left', 'arrived')
      await add('first', { amount_minor: -9000_00 })
      await change({ created_at: noon - 60_000 })
      await tell('first')

      expect(await kindsOf(ingrid)).toEqual([])
    })

    it('N1 H1: are no moves only where both sides of them are seen', async () => {
      const { db } = opened
      const [others, theirs] = ['others' as ConnectionId, 'theirs' as AccountId]
      await wantEverything(db, ingrid)
      await wantEverything(db, jonas)
      await insertTestConnection(db, { id: others, member: jonas, bank: 'bank1' })
      await insertTestAccount(db, { id: theirs, connection: others, bank: 'bank1' })
      await db
        .insertInto('shares')
        .values({ account_id: account, audience: jonas, level: 'transactions' })
        .execute()
      await add('left', { amount_minor: -9000_00 })
      await add('arrived', { amount_minor: 9000_00, account_id: theirs })
      const pair = { out_id: 'left' as TransactionId, in_id: 'arrived' as TransactionId }
      const found = { reason: 'same_day', made_at: noon, undone_at: null } as const
      await db
        .insertInto('transfers')
        .values({ id: 'pair' as TransferId, day: today, ...pair, ...found })
        .execute()
      await tell('left', 'arrived')

      expect(await kindsOf(ingrid)).toEqual(['large_transaction'])
      expect(await kindsOf(jonas)).toEqual([])
    })

    it('find one unusual that is more than twice the largest of four before it', async () => {
      for (const [index, minor] of [-250_00, -300_00, -400_00].entries())
        await add(`before ${index}`, {
          amount_minor: minor,
          booking_date: '2026-02-01' as LocalDate,
        })
      await add('soon', { amount_minor: -900_00, booking_date: '2026-03-24' as LocalDate })
      await tell('soon')
      const withThree = await kindsOf(ingrid)
      await add('twice', { amount_minor: -1800_00 })
      await add('more', { amount_minor: -1800_01 })

      await tell('twice')
      await tell('more')

      const { notices } = await listNotices(deps, ingrid)
      expect(withThree).toEqual([])
      // `twice` is among those before `more`.
      expect(notices).toEqual([])
      await add('far more', { amount_minor: -3600_03 })
      await tell('far more')
      expect((await listNotices(deps, ingrid)).notices).toEqual([
        expect.objectContaining({
          kind: 'unusual_transaction',
          largest: { minor: 1800_01, currency: 'NOK' },
          among: 'counterparty',
        }),
      ])
    })

    it('N1 H1 H2: are told of what one sees, as long as one sees it', async () => {
      await wantEverything(opened.db, jonas)
      await add('large', { amount_minor: -9000_00 })
      const share = { account_id: account, audience: 'household', level: 'balance' as const }
      await opened.db.insertInto('shares').values(share).execute()
      await tell('large')
      const ofBalance = await kindsOf(jonas)
      await opened.db.updateTable('shares').set({ level: 'transactions' }).execute()
      await tell('large')
      const ofTransactions = await kindsOf(jonas)
      await opened.db.updateTable('shares').set({ level: 'balance' }).execute()

      expect(ofBalance).toEqual([])
      expect(ofTransactions).toEqual(['large_transaction'])
      expect(await kindsOf(jonas)).toEqual([])
    })

    it('stay out of other people’s accounts for who wants to hear of their own', async () => {
      await wantEverything(opened.db, jonas, { view: 'mine' })
      const share = { account_id: account, audience: jonas, level: 'transactions' as const }
      await opened.db.insertInto('shares').values(share).execute()
      await add('large', { amount_minor: -9000_00 })

      await tell('large')

      expect(await kindsOf(jonas)).toEqual([])
    })

    it('tell of a joint account’s move once, though both banks’ answers have it', async () => {
      const [other, others] = ['other' as ConnectionId, 'others' as AccountId]
      await insertTestConnection(opened.db, { id: other, member: jonas, bank: 'bank1' })
      await insertTestAccount(opened.db, { id: others, connection: other, bank: 'bank1' })
      await opened.db.updateTable('accounts').set({ identity: 'joint' }).execute()
      const share = { account_id: others, audience: ingrid, level: 'transactions' as const }
      await opened.db.insertInto('shares').values(share).execute()
      const answer = (id: AccountId, at: number) =>
        opened.db
          .updateTable('accounts')
          .set({ covered_from: '2026-01-01' as LocalDate, transactions_at: at })
          .where('id', '=', id)
          .execute()
      await answer(account, noon)
      await add('ours', { amount_minor: -9000_00 })
      await tell('ours')
      await answer(others, noon + 1)
      await add('theirs', { amount_minor: -9000_00, account_id: others })
      await tell('theirs')

      expect(await kindsOf(ingrid)).toHaveLength(1)
    })

    it('vanish with a transaction that is deleted or withdrawn', async () => {
      await add('large', { amount_minor: -9000_00 })
      await tell('large')

      await opened.db.updateTable('transactions').set({ state: 'withdrawn' }).execute()

      expect(await listNotices(deps, ingrid)).toEqual({ notices: [], unread: 0 })
    })
  })

  it('are made for nobody who wants them nowhere', async () => {
    const nowhere = { inApp: false, mail: false, push: false }
    await wantEverything(opened.db, ingrid, { choices: { consent_ending: nowhere } })
    await change({ status: 'reconnect' })

    await tellOfConnections(deps)

    expect(await opened.db.selectFrom('notices').selectAll().execute()).toEqual([])
  })
})

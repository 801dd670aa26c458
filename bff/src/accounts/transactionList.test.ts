import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TransactionsQuery } from '@skrin/shared/api/transactions'
import type { LocalDate, MemberId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { AccountTransactions } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { readTrends } from './balanceTrend.ts'
import { findTotals } from '../find/findTotals.ts'
import { resolveFind } from '../find/resolveFind.ts'
import type { VisibleAccount } from './joinObservations.ts'
import type { Observation } from './listObservations.ts'
import { listTransactions } from './listTransactions.ts'
import { saveTransactions } from './saveTransactions.ts'
import { account, answer, insertAnsweredAccount, member, nok, row, today } from './testAnswers.ts'
import { listOpenAccounts } from './visibleAccounts.ts'

let store: TestDatabase
let db: Database

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    await insertAnsweredAccount(db)
  })
  afterEach(() => store.close())

  const timeZone = 'Europe/Oslo'
  const noon = (day: LocalDate) => Date.parse(`${day}T12:00:00Z`)
  const save = (changes: Partial<AccountTransactions>, on = today) =>
    saveTransactions(db, { id: account, askedAt: noon(on), timeZone }, answer(changes))
  const look = async (query: TransactionsQuery = {}, viewer = member) => {
    const deps = { db, clock: { now: () => noon(today) }, banks: new Map() }
    const find = await resolveFind(deps, { member: viewer, scope: null }, query)
    return { ...(await listTransactions(db, find, query)), totals: await findTotals(db, find) }
  }
  const texts = async (query = {}) =>
    (await look(query)).transactions.map(({ text }) => text).sort()

  describe('the list', () => {
    it('finds Nordic letters however they are typed, all words, and amounts', async () => {
      await save({
        booked: [
          row('Blåbær på Ås', { amount: moneyFromMinor(-124_950, nok) }),
          row('Kiwi 100% økologisk'),
        ],
      })

      expect(await texts({ q: 'BLABAER as' })).toEqual(['Blåbær på Ås'])
      expect(await texts({ q: '1249,50' })).toEqual(['Blåbær på Ås'])
      expect(await texts({ q: '100%' })).toEqual(['Kiwi 100% økologisk'])
      expect(await texts({ q: '_iwi' })).toEqual([])
    })

    it('pages through every row once, pending first, then by day', async () => {
      const booked = Array.from({ length: 25 }, (_, index) =>
        row(`Shop ${index}`, { bookingDate: addDays(today, -index % 5) }),
      )
      await save({ booked, pending: [row('Reserved')] })

      const seen = []
      let cursor: string | null = null
      do {
        const page = await look({
          limit: 4,
          ...(cursor !== null && { cursor }),
        })
        seen.push(...page.transactions)
        expect(page.totals.count).toBe(26)
        cursor = page.nextCursor
      } while (cursor !== null)

      expect(seen).toHaveLength(26)
      expect(new Set(seen.map(({ id }) => id)).size).toBe(26)
      expect(seen[0]?.status).toBe('pending')
      const days = seen.slice(1).map(({ bookingDate }) => bookingDate)
      expect(days).toEqual([...days].sort().reverse())
    })

    it('sums whole days and all that matches, money in and out apart', async () => {
      await save({
        booked: [row('Kiwi'), row('Wage', { amount: moneyFromMinor(50_000, nok) }), row('Rent')],
      })

      const page = await look({ limit: 1 })

      expect(page.days).toEqual([{ date: today, sums: [{ minor: 30_000, currency: 'NOK' }] }])
      expect(page.totals).toEqual({
        count: 3,
        sums: [
          { in: { minor: 50_000, currency: 'NOK' }, out: { minor: -20_000, currency: 'NOK' } },
        ],
      })
    })

    it('filters by amount without sign, direction, days and status', async () => {
      await save({
        booked: [
          row('Small', { amount: moneyFromMinor(-100, nok) }),
          row('Wage', { amount: moneyFromMinor(50_000, nok) }),
        ],
        pending: [row('Reserved')],
      })

      expect(await texts({ min: 10_000 })).toEqual(['Reserved', 'Wage'])
      expect(await texts({ max: 100 })).toEqual(['Small'])
      expect(await texts({ direction: 'in' })).toEqual(['Wage'])
      expect(await texts({ status: 'pending' })).toEqual(['Reserved'])
      expect(await texts({ to: addDays(today, -1) })).toEqual([])
    })

    it('H1 H2: shows nothing of it to another member, unless and as long as it is shared', async () => {
      await save({ booked: [row('Kiwi')] })
      const stranger = 'jonas' as MemberId

      expect((await look({}, stranger)).transactions).toEqual([])
      await db
        .insertInto('shares')
        .values({ account_id: account, audience: 'household', level: 'transactions' })
        .execute()
      expect((await look({}, stranger)).transactions).toHaveLength(1)
      await db.deleteFrom('shares').execute()
      expect((await look({ account: [account] }, stranger)).transactions).toEqual([])
    })
  })

  it('walks the balance back day by day from what the bank says today', async () => {
    await save({
      booked: [row('Kiwi'), row('Rent', { bookingDate: addDays(today, -2) })],
      coveredFrom: addDays(today, -100),
    })

    const trend = (await readTrends(db, [await seen()], today)).get(account)

    expect(trend).toHaveLength(90)
    expect(trend?.slice(-4)).toEqual([120_000, 110_000, 110_000, 100_000])
  })

  const seen = async (changes: Partial<Observation> = {}): Promise<VisibleAccount> => {
    const [visible] = await listOpenAccounts(db, { member, scope: null })
    if (!visible) throw new Error('the account is not there')
    return { ...visible, observations: [{ ...visible.observations[0], ...changes }] }
  }

  it.each<[string, Partial<Observation>]>([
    ['the rows do not go back far enough', { covered_from: addDays(today, -88) }],
    ['no rows have come yet', { covered_from: null }],
    ['the bank tells no balance', { balance_minor: null }],
  ])('walks no balance back when %s', async (_, changes) => {
    await save({ coveredFrom: addDays(today, -100) })

    expect(await readTrends(db, [await seen(changes)], today)).toEqual(new Map())
  })

  it('walks no balance back past a row in another currency', async () => {
    await save({
      booked: [row('Hotel', { amount: moneyFromMinor(-5000, parseCurrency('EUR')) })],
      coveredFrom: addDays(today, -100),
    })

    expect(await readTrends(db, [await seen()], today)).toEqual(new Map())
  })
})

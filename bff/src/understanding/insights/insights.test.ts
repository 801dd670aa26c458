import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CategoryId, LocalDate, MemberId, TransactionId } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { readTrends } from '../../accounts/balanceTrend.ts'
import { listOpenAccounts } from '../../accounts/visibleAccounts.ts'
import type { Database } from '../../store/database.ts'
import { engines, openTestDatabase } from '../../store/testDatabase.ts'
import type { TestDatabase } from '../../store/testDatabase.ts'
import { changeRows } from '../annotations/changeRows.ts'
import { openConverter } from '../rates/converter.ts'
import { saveRates } from '../rates/rateRows.ts'
import { insertAccount, insertPerson, insertRow } from '../testRows.ts'
import { createMatchTransfers } from '../transfers/matchTransfers.ts'
import { describeBalance } from './describeBalance.ts'
import { describeCategories } from './describeCategories.ts'
import { describeChanges } from './describeChanges.ts'
import { describeFlow } from './describeFlow.ts'

const day = (text: string) => text as LocalDate
const nok = (minor: number) => moneyFromMinor(minor, parseCurrency('NOK'))
const eur = (minor: number) => moneyFromMinor(minor, parseCurrency('EUR'))
const clock = { now: () => Date.parse('2026-03-31T12:00:00Z') }
const period = { from: day('2026-02-01'), to: day('2026-03-31') }
const ingrid = 'ingrid' as MemberId
let store: TestDatabase
let db: Database

describe.each(engines)('insights, on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    await insertPerson(db, 'ingrid')
    const told = { covered_from: day('2026-02-15'), transactions_at: clock.now() }
    await insertAccount(db, { id: 'daily', of: 'ingrid', balance_minor: 1000_00, ...told })
    await insertAccount(db, { id: 'savings', of: 'ingrid' })
    await insertAccount(db, { id: 'euro', of: 'ingrid', currency: 'EUR' })
  })
  afterEach(() => store.close())

  async function ask(account?: string) {
    const viewer = { member: ingrid, scope: null }
    const open = await listOpenAccounts(db, viewer)
    const asked = open.filter(({ id }) => account === undefined || id === account)
    return { scope: { open, asked }, period, converter: null }
  }

  async function addRows(): Promise<void> {
    const ids = [
      await insertRow(db, ['daily', 'pay'], { day: '2026-02-12', minor: 400_00, text: 'Pay' }),
      await insertRow(db, ['daily', 'food-1'], { day: '2026-02-20', minor: -33_33, text: 'Food' }),
      await insertRow(db, ['daily', 'food-2'], { day: '2026-03-02', minor: -66_67, text: 'Food' }),
      await insertRow(db, ['daily', 'back'], { day: '2026-03-03', minor: 6_67, text: 'Food' }),
      await insertRow(db, ['daily', 'rent'], { day: '2026-03-01', minor: -150_00, text: 'Rent' }),
      await insertRow(db, ['daily', 'to-savings'], { day: '2026-03-05', minor: -50_00 }),
      await insertRow(db, ['savings', 'from-daily'], { day: '2026-03-06', minor: 50_00 }),
      await insertRow(db, ['euro', 'abroad'], {
        day: '2026-03-07',
        minor: -10_01,
        currency: 'EUR',
      }),
      await insertRow(db, ['daily', 'before'], { day: '2026-01-31', minor: -1_00, text: 'Food' }),
    ]
    const food = ids.filter((id) => id.startsWith('food') || id === 'back')
    await changeRows(db, food, { category: 'groceries' as CategoryId })
    await createMatchTransfers({ db, clock })(ids)
  }

  it('adds up months exactly, moves and currencies apart', async () => {
    await addRows()

    const flow = await describeFlow(db, await ask())

    expect(flow.months).toEqual([
      {
        month: '2026-02',
        sums: [{ in: nok(400_00), out: nok(-33_33), count: 2 }],
        converted: null,
      },
      {
        month: '2026-03',
        sums: [
          { in: nok(6_67), out: nok(-216_67), count: 3 },
          { in: eur(0), out: eur(-10_01), count: 1 },
        ],
        converted: null,
      },
    ])
    expect(flow.transfers).toEqual([{ in: nok(50_00), out: nok(-50_00), count: 2 }])
  })

  it('leaves a move out also where the question is about one side of it', async () => {
    await addRows()

    const flow = await describeFlow(db, await ask('savings'))

    expect(flow.sums).toEqual([])
    expect(flow.transfers).toEqual([{ in: nok(50_00), out: nok(0), count: 1 }])
  })

  it('adds up categories, money back among what was spent', async () => {
    await addRows()

    const { categories, months } = await describeCategories(db, await ask())

    expect(months).toEqual(['2026-02', '2026-03'])
    expect(categories.find(({ category }) => category === 'groceries')).toEqual({
      category: 'groceries',
      sums: { in: nok(6_67), out: nok(-100_00), count: 3 },
      months: [
        { month: '2026-02', sums: { in: nok(0), out: nok(-33_33), count: 1 } },
        { month: '2026-03', sums: { in: nok(6_67), out: nok(-66_67), count: 2 } },
      ],
    })
  })

  it('converts by the rate of the day or before it, and says of which days', async () => {
    await addRows()
    const rates = [
      { base: 'EUR', quote: 'NOK', date: day('2026-03-01'), rate: '11.5' },
      { base: 'EUR', quote: 'NOK', date: day('2026-03-08'), rate: '99' },
    ]
    await saveRates(db, { rates, source: 'person', by: ingrid })
    const converter = await openConverter(db, parseCurrency('NOK'))

    const flow = await describeFlow(db, { ...(await ask()), converter })

    // 216.67 + 10.01 × 11.5 = 331.785
    expect(flow.months[1]?.converted).toEqual({
      value: { in: nok(6_67), out: nok(-331_79) },
      rates: { first: '2026-03-01', last: '2026-03-01' },
      missing: [],
    })
    expect(flow.months[0]?.converted).toEqual({
      value: { in: nok(400_00), out: nok(-33_33) },
      rates: null,
      missing: [],
    })
  })

  it('guesses no rate: it says which currency has none', async () => {
    await addRows()
    const rates = [{ base: 'EUR', quote: 'NOK', date: day('2026-03-08'), rate: '11.5' }]
    await saveRates(db, { rates, source: 'person', by: ingrid })
    const converter = await openConverter(db, parseCurrency('NOK'))

    const flow = await describeFlow(db, { ...(await ask()), converter })

    expect(flow.converted).toEqual({ value: null, rates: null, missing: ['EUR'] })
  })

  it('compares with the time before, by category and by payee, without moves', async () => {
    await addRows()
    const { scope } = await ask('daily')

    const changes = await describeChanges(db, scope, {
      from: day('2026-03-01'),
      to: day('2026-03-31'),
    })

    expect(changes.before).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(changes.payees).toEqual([
      { name: 'Pay', count: 0, now: nok(0), before: nok(400_00), change: nok(-400_00) },
      { name: 'Rent', count: 1, now: nok(-150_00), before: nok(0), change: nok(-150_00) },
      { name: 'Food', count: 2, now: nok(-60_00), before: nok(-33_33), change: nok(-26_67) },
    ])
    expect(changes.largest.map(({ transaction }) => transaction)).toEqual([
      'rent',
      'food-2',
      'back',
    ])
  })

  it('walks the balance back as far as rows are whole', async () => {
    await addRows()
    const { scope } = await ask('daily')

    const asked = { accounts: scope.asked, today: day('2026-03-31'), converter: null }
    const { currencies } = await describeBalance(db, { ...asked, period })

    const points = new Map(currencies[0]?.points.map((point) => [String(point.date), point]))
    expect(points.get('2026-03-31')).toMatchObject({ balance: nok(1000_00), known: 1 })
    expect(points.get('2026-03-04')).toMatchObject({ balance: nok(1050_00), known: 1 })
    expect(points.get('2026-02-19')).toMatchObject({ balance: nok(1293_33), known: 1 })
    expect(points.get('2026-02-14')).toMatchObject({ known: 1 })
    expect(points.get('2026-02-13')).toMatchObject({ balance: nok(0), known: 0 })
  })

  it('tells no balance from before a row that a person deleted, which the bank still counts', async () => {
    await addRows()
    await db
      .updateTable('transactions')
      .set({ state: 'deleted' })
      .where('id', '=', 'rent' as TransactionId)
      .execute()
    const { scope } = await ask('daily')

    const asked = { accounts: scope.asked, today: day('2026-03-31'), converter: null }
    const { currencies } = await describeBalance(db, { ...asked, period })
    await db
      .updateTable('accounts')
      .set({ covered_from: day('2025-01-01') })
      .execute()
    const [account] = (await ask('daily')).scope.asked
    const trends = await readTrends(db, account ? [account] : [], day('2026-03-31'))

    const points = new Map(currencies[0]?.points.map((point) => [String(point.date), point]))
    expect(points.get('2026-03-01')).toMatchObject({ known: 1 })
    expect(points.get('2026-02-28')).toMatchObject({ known: 0 })
    expect(trends.size).toBe(0)
  })

  it('reads twelve months of sums from their index alone', async () => {
    await insertRow(db, ['daily', 'one'], {})
    if (engine !== 'sqlite') return expect(await listIndexes()).toContain('transactions_sums')

    const plan = await explain()

    expect(plan).toContain(
      'COVERING INDEX transactions_sums (account_id=? AND state=? AND booking_date>?',
    )
  })

  async function listIndexes(): Promise<string[]> {
    const { rows } = await sql<{ indexname: string }>`
      select indexname from pg_indexes where tablename = 'transactions'`.execute(db)
    return rows.map(({ indexname }) => indexname)
  }

  async function explain(): Promise<string> {
    const { rows } = await sql<{ detail: string }>`
      explain query plan
      select category, currency, substr(booking_date, 1, 7), count(*), sum(amount_minor)
      from transactions
      where account_id in ('daily', 'savings') and state = 'shown'
        and booking_date >= '2025-04-01' and booking_date <= '2026-03-31'
      group by category, currency, substr(booking_date, 1, 7)`.execute(db)
    return rows.map(({ detail }) => detail).join('\n')
  }
})

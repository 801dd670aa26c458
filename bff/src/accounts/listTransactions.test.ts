import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TransactionsQuery } from '@skrin/shared/api/transactions'
import type { ConnectionId, Currency, LocalDate, MemberId } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromDecimal, moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { AccountTransactions, BankAccount, BankTransaction } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { findTotals } from '../find/findTotals.ts'
import { resolveFind } from '../find/resolveFind.ts'
import { toAccountId } from './identifyAccounts.ts'
import { listTransactions } from './listTransactions.ts'
import { saveAccounts } from './saveAccounts.ts'
import { saveTransactions } from './saveTransactions.ts'

const member = 'ingrid' as MemberId
const connection = 'connection-1' as ConnectionId
const bank = { id: 'bank1', countries: ['NO'] } as const
const nok = parseCurrency('NOK')
const day = parseLocalDate('2026-03-10')
let store: TestDatabase
let db: Database

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
  })
  afterEach(() => store.close())

  /** An account in each currency, with a row for each amount. */
  async function save(amounts: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const accounts = Object.keys(amounts).map(toAccount)
    await saveAccounts(db, { id: connection, bank, asOf: 1 }, { accounts, complete: true })
    for (const account of accounts) {
      const asked = { id: toAccountId(connection, account), askedAt: 1, timeZone: 'Europe/Oslo' }
      const booked = (amounts[account.key] ?? []).map((digits) => toRow(digits, account.currency))
      const answer = { key: account.key, booked, pending: [], coveredFrom: day, complete: true }
      await saveTransactions(db, asked, answer)
    }
  }

  function toAccount(code: string): BankAccount {
    const currency = parseCurrency(code)
    return {
      key: code,
      name: code,
      number: code,
      iban: null,
      kind: 'current',
      currency,
      balance: moneyFromDecimal('0', currency),
      available: null,
      holder: null,
      closed: false,
    }
  }

  function toRow(digits: string, currency: Currency): BankTransaction {
    const text = `${digits} ${currency}`
    return {
      bookingDate: day,
      valueDate: null,
      amount: moneyFromDecimal(digits, currency),
      text,
      bankText: text,
      counterparty: null,
      original: null,
      kind: null,
      bankId: null,
      wire: { text },
    }
  }

  async function look(query: TransactionsQuery) {
    const deps = { db, clock: { now: () => Date.parse(`${day}T12:00:00Z`) }, banks: new Map() }
    const find = await resolveFind(deps, { member, scope: null }, query)
    return { ...(await listTransactions(db, find, query)), totals: await findTotals(db, find) }
  }

  async function list(query: TransactionsQuery): Promise<string[]> {
    const { transactions } = await look(query)
    return transactions.map(({ text }) => text).sort()
  }

  it('takes a bound of the amount as the same figure in every currency', async () => {
    await save({
      NOK: ['-499.99', '-500', '700.01'],
      JPY: ['-499', '-500', '701'],
      KWD: ['-499.999', '-500.000', '700.001'],
    })

    expect(await list({ min: 50_000, max: 70_000 })).toEqual([
      '-500 JPY',
      '-500 NOK',
      '-500.000 KWD',
    ])
    expect(await list({ min: 70_000 })).toEqual(['700.001 KWD', '700.01 NOK', '701 JPY'])
    expect(await list({ max: 49_999 })).toEqual(['-499 JPY', '-499.99 NOK'])
  })

  it('rounds a bound between two yen to the nearest yen inside it', async () => {
    await save({ JPY: ['-500', '-501'] })

    expect(await list({ min: 50_050 })).toEqual(['-501 JPY'])
    expect(await list({ max: 50_050 })).toEqual(['-500 JPY'])
  })

  it('counts in the totals what lies within the bounds, and nothing else', async () => {
    await save({ NOK: ['-100', '-900'], JPY: ['-100', '-900'] })

    const { totals } = await look({ min: 50_000 })

    expect(totals.count).toBe(2)
    expect(totals.sums.map(({ out }) => out.minor).sort()).toEqual([-900, -90_000])
  })

  it('goes page by page through everything once, the reservations first, then day by day', async () => {
    const days = ['2026-03-08', '2026-03-10', '2026-03-09'].map(parseLocalDate)
    const rows = ['a', 'B', 'å', 'Ø', '_', 'z'].flatMap((text) =>
      days.map((bookingDate) => toNamed(text, { bookingDate })),
    )
    await saveRows({ booked: rows, pending: rows.slice(0, 3) })

    const seen = []
    let cursor: string | undefined
    do {
      const page = await look({ limit: 4, ...(cursor !== undefined && { cursor }) })
      seen.push(...page.transactions)
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)

    const places = seen.map(({ status, bookingDate }) => [
      status === 'pending' ? 1 : 0,
      bookingDate,
    ])
    expect(places).toHaveLength(21)
    expect(places).toEqual(places.toSorted(byPlace).toReversed())
    expect(new Set(seen.map(({ id }) => id)).size).toBe(21)
  })

  it('adds up booked rows by day, and everything that matches beside the page', async () => {
    const before = parseLocalDate('2026-03-09')
    await saveRows({
      booked: [toNamed('a'), toNamed('b', { minor: 250 }), toNamed('c', { bookingDate: before })],
      pending: [toNamed('d')],
    })

    const { days, totals } = await look({ limit: 3 })

    expect(days).toEqual([{ date: day, sums: [moneyFromMinor(-9750, nok)] }])
    expect(totals).toEqual({
      count: 4,
      sums: [{ in: moneyFromMinor(250, nok), out: moneyFromMinor(-30_000, nok) }],
    })
  })

  it('finds words in any order, without case and accents, and no wildcards', async () => {
    await saveRows({
      booked: [toNamed('Åse ØDEGÅRD  takk'), toNamed('100 % ull_tøy'), toNamed('a\\b')],
      pending: [toNamed('ase elsewhere')],
    })

    expect(await list({ q: 'odegard åse' })).toEqual(['Åse ØDEGÅRD  takk'])
    expect(await list({ q: 'ASE' })).toEqual(['ase elsewhere', 'Åse ØDEGÅRD  takk'].sort())
    expect(await list({ q: '100 % ULL' })).toEqual(['100 % ull_tøy'])
    expect(await list({ q: 'ull_tøy' })).toEqual(['100 % ull_tøy'])
    expect(await list({ q: 'l_t' })).toEqual([])
    expect(await list({ q: 'a\\b' })).toEqual(['a\\b'])
    expect(await list({ q: '100,00 takk' })).toEqual(['Åse ØDEGÅRD  takk'])
  })

  it('takes every filter by itself and with the others', async () => {
    const later = parseLocalDate('2026-03-11')
    await saveRows({
      booked: [
        toNamed('out'),
        toNamed('in', { minor: 500 }),
        toNamed('later', { bookingDate: later }),
      ],
      pending: [toNamed('reserved')],
    })

    expect(await list({ direction: 'in' })).toEqual(['in'])
    expect(await list({ direction: 'out', status: 'booked' })).toEqual(['later', 'out'])
    expect(await list({ status: 'pending' })).toEqual(['reserved'])
    expect(await list({ from: later })).toEqual(['later'])
    expect(await list({ to: day, direction: 'out' })).toEqual(['out', 'reserved'])
  })

  it('keeps a text with NUL, and finds it', async () => {
    await saveRows({ booked: [toNamed('Kiwi\0 Oslo')], pending: [] })

    expect(await list({ q: 'kiwi' })).toEqual(['Kiwi\uFFFD Oslo'])
  })

  function toNamed(
    text: string,
    { bookingDate = day, minor = -10_000 }: { bookingDate?: LocalDate; minor?: number } = {},
  ): BankTransaction {
    const amount = moneyFromMinor(minor, nok)
    return { ...toRow('-100', nok), bookingDate, amount, text, bankText: text, wire: { text } }
  }

  async function saveRows(rows: Pick<AccountTransactions, 'booked' | 'pending'>): Promise<void> {
    const account = toAccount('NOK')
    const found = { accounts: [account], complete: true }
    await saveAccounts(db, { id: connection, bank, asOf: 1 }, found)
    const asked = { id: toAccountId(connection, account), askedAt: 1, timeZone: 'Europe/Oslo' }
    const coveredFrom = parseLocalDate('2026-01-01')
    await saveTransactions(db, asked, { key: 'NOK', ...rows, coveredFrom, complete: true })
  }
})

/** As the database orders: by bytes. */
function byPlace(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const [left, right] = [a.join(' '), b.join(' ')]
  return left < right ? -1 : left > right ? 1 : 0
}

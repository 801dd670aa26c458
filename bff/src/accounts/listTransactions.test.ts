import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TransactionsQuery } from '@skrin/shared/api/transactions'
import type { ConnectionId, Currency, MemberId } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromDecimal, parseCurrency } from '@skrin/shared/money'
import type { BankAccount, BankTransaction } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { toAccountId } from './identifyAccounts.ts'
import { listTransactions } from './listTransactions.ts'
import { saveAccounts } from './saveAccounts.ts'
import { saveTransactions } from './saveTransactions.ts'
import { listOpenAccounts } from './visibleAccounts.ts'

const member = 'ingrid' as MemberId
const connection = 'connection-1' as ConnectionId
const bank = { id: 'bank1', country: 'NO' } as const
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
    const accounts = await listOpenAccounts(db, { member, scope: null }, query)
    return listTransactions(db, accounts, query)
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
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConnectionId, MemberId } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { BankAccount, BankTransaction } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { toAccountId } from './identifyAccounts.ts'
import { saveAccounts } from './saveAccounts.ts'
import { saveTransactions } from './saveTransactions.ts'

const nok = parseCurrency('NOK')
const bank = { id: 'bank1', countries: ['NO'] } as const
const connection = 'connection-1' as ConnectionId
const brukskonto: BankAccount = {
  key: 'key-1',
  name: 'Brukskonto',
  number: '97101234567',
  iban: null,
  kind: 'current',
  currency: nok,
  balance: moneyFromMinor(100_000, nok),
  available: moneyFromMinor(90_000, nok),
  holder: null,
  closed: false,
}
const today = parseLocalDate('2026-03-10')
const purchase: BankTransaction = {
  bookingDate: today,
  valueDate: null,
  amount: moneyFromMinor(-10_000, nok),
  text: 'Kiwi',
  bankText: 'Kiwi',
  counterparty: null,
  original: null,
  kind: null,
  bankId: null,
  wire: {},
}
const iban = 'NO9397101234567'
let store: TestDatabase
let db: Database

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    const member = 'ingrid' as MemberId
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
  })
  afterEach(() => store.close())

  let asOf = 0
  const save = (accounts: readonly BankAccount[], complete = true) =>
    saveAccounts(db, { id: connection, bank, asOf: ++asOf }, { accounts, complete })
  const rows = () =>
    db.selectFrom('accounts').selectAll().orderBy('position').orderBy('as_of').execute()
  const ids = async () => (await rows()).map(({ id }) => id)

  it.each<[string, Partial<BankAccount>]>([
    ['the bank changes its key', { key: 'key-2' }],
    ['the bank begins to tell its IBAN', { iban }],
    ['the bank tells only its IBAN from now on', { iban, number: null }],
    ['the bank forgets its number', { number: null }],
  ])('keeps the account when %s', async (_, changes) => {
    await save([brukskonto])
    const before = await ids()
    await save([{ ...brukskonto, ...changes }])

    expect(await ids()).toEqual(before)
    expect(await rows()).toMatchObject([{ closed: 0 }])
  })

  it('keeps the account when its IBAN is missing from one answer and its key is another', async () => {
    await save([{ ...brukskonto, iban }])
    const before = await ids()
    await save([{ ...brukskonto, key: 'key-2' }])

    expect(await ids()).toEqual(before)
  })

  it('keeps two accounts with one number apart, in whatever order they come', async () => {
    const other = { ...brukskonto, key: 'key-2', name: 'Kort' }
    await save([brukskonto, other])
    const before = new Map((await rows()).map(({ name, id }) => [name, id]))
    await save([other, brukskonto])

    expect(before.size).toBe(2)
    expect(new Map((await rows()).map(({ name, id }) => [name, id]))).toEqual(before)
  })

  it('keeps pockets in different currencies under one IBAN apart', async () => {
    const eur = parseCurrency('EUR')
    await save([
      { ...brukskonto, iban },
      { ...brukskonto, iban, currency: eur, balance: null, available: null },
    ])

    expect((await rows()).map(({ currency }) => currency)).toEqual(['NOK', 'EUR'])
  })

  it('takes another number under the same key for another account', async () => {
    await save([brukskonto])
    await save([{ ...brukskonto, number: '97107654321' }])

    expect(await rows()).toMatchObject([
      { number: '97101234567', closed: 1 },
      { number: '97107654321', closed: 0 },
    ])
  })

  it('marks an account closed that a complete answer no longer has, and opens it again', async () => {
    await save([brukskonto])
    await save([])
    expect(await rows()).toMatchObject([{ closed: 1 }])

    await save([brukskonto])
    expect(await rows()).toMatchObject([{ closed: 0 }])
  })

  it('leaves no reservation on an account that is closed, but its booked rows', async () => {
    await save([brukskonto])
    await saveTransactions(
      db,
      { id: toAccountId(connection, brukskonto), askedAt: 1, timeZone: 'Europe/Oslo' },
      { key: 'key-1', booked: [purchase], pending: [purchase], coveredFrom: today, complete: true },
    )
    await save([])

    const left = await db.selectFrom('transactions').select('status').execute()
    expect(left).toEqual([{ status: 'booked' }])
  })

  it('takes nothing away when the answer is partial', async () => {
    await save([brukskonto])
    await save([], false)

    expect(await rows()).toMatchObject([{ closed: 0, balance_minor: 100_000 }])
  })

  it('leaves the known balance and its time when a partial answer does not tell it', async () => {
    await save([brukskonto])
    const [before] = await rows()
    await save([{ ...brukskonto, name: 'Felles', balance: null, available: null }], false)

    expect(await rows()).toEqual([{ ...before, name: 'Felles' }])
  })

  it('takes a complete answer without a balance at its word', async () => {
    await save([brukskonto])
    await save([{ ...brukskonto, balance: null, available: null }])

    expect(await rows()).toMatchObject([{ balance_minor: null, available_minor: null }])
  })
})

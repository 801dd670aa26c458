import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ShareLevel } from '@skrin/shared/api/sharing'
import type { AccountId, ConnectionId, MemberId, TransactionId } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { BankAccount } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestConnection, insertTestMember } from '../store/testRows.ts'
import { toAccountId } from './identifyAccounts.ts'
import { findTransaction } from './listTransactions.ts'
import { saveAccounts } from './saveAccounts.ts'
import { listOpenAccounts, listVisibleAccounts } from './visibleAccounts.ts'

const nok = parseCurrency('NOK')
const bank = { id: 'bank1', countries: ['NO'] } as const
const people = ['ingrid', 'jonas', 'emma'] as const
type Person = (typeof people)[number]
const toMember = (person: Person) => person as string as MemberId
const toConnection = (person: Person) => `connection of ${person}` as ConnectionId
const joint: BankAccount = {
  key: 'key-1',
  name: 'Felleskonto',
  number: '86011117947',
  iban: null,
  kind: 'current',
  currency: nok,
  balance: moneyFromMinor(100_00, nok),
  available: null,
  holder: null,
  closed: false,
}
const idOf = (person: Person, account = joint) => toAccountId(toConnection(person), account)

describe.each(engines)('on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    for (const person of people) {
      const member = toMember(person)
      await insertTestMember(db, member)
      await insertTestConnection(db, { id: toConnection(person), member, bank: 'bank1' })
    }
  })
  afterEach(() => store.close())

  const save = (person: Person, account: BankAccount, asOf = 1) =>
    saveAccounts(
      db,
      { id: toConnection(person), bank, asOf },
      { accounts: [account], complete: true },
    )
  const share = (person: Person, audience: string, level: ShareLevel = 'transactions') =>
    db
      .insertInto('shares')
      .values({ account_id: idOf(person), audience, level })
      .execute()
  const seenBy = async (person: Person, filter = {}) =>
    (await listVisibleAccounts(db, { member: toMember(person), scope: null }, filter)).map(
      ({ id, level, observations }) => ({ id, level, halves: observations.length }),
    )

  it('H1: joins one’s own half with what is shared, by number and by IBAN alike', async () => {
    await save('ingrid', joint)
    await save('jonas', { ...joint, number: null, iban: 'NO9386011117947' })
    const ofJonas = idOf('jonas', { ...joint, number: null, iban: 'NO9386011117947' })

    expect(await seenBy('jonas')).toEqual([{ id: ofJonas, level: 'own', halves: 1 }])
    await share('ingrid', 'household')
    expect(await seenBy('jonas')).toEqual([{ id: ofJonas, level: 'own', halves: 2 }])
    expect(await seenBy('emma')).toEqual([{ id: idOf('ingrid'), level: 'transactions', halves: 1 }])
  })

  it('knows an account of before again from the next answer on', async () => {
    await save('ingrid', joint)
    await save('jonas', joint)
    await share('ingrid', 'household')
    await db.updateTable('accounts').set({ identity: null }).execute()
    const before = await seenBy('jonas')
    await save('ingrid', joint, 2)
    await save('jonas', joint, 2)

    expect(before).toHaveLength(2)
    expect(await seenBy('jonas')).toEqual([{ id: idOf('jonas'), level: 'own', halves: 2 }])
  })

  it('stays one account when a bank ceases to tell its number', async () => {
    await save('ingrid', joint)
    await save('jonas', joint)
    await share('ingrid', 'household')
    await save('jonas', { ...joint, number: null }, 2)

    expect(await seenBy('jonas')).toEqual([{ id: idOf('jonas'), level: 'own', halves: 2 }])
  })

  it('finds a joint account by any of its people, and by any id of it that shows', async () => {
    await save('ingrid', joint)
    await save('jonas', joint)
    await share('ingrid', 'jonas')
    const found = [{ id: idOf('jonas'), level: 'own', halves: 2 }]

    expect(await seenBy('jonas', { member: [toMember('ingrid')] })).toEqual(found)
    expect(await seenBy('jonas', { member: [toMember('emma')] })).toEqual([])
    expect(await seenBy('jonas', { account: [idOf('ingrid')] })).toEqual(found)
    expect(await seenBy('ingrid', { account: [idOf('jonas')] })).toEqual([])
  })

  it('H1 H2: shows nothing of somebody who is being removed', async () => {
    await save('ingrid', joint)
    await share('ingrid', 'household')
    await db
      .updateTable('members')
      .set({ leaving_at: 1 })
      .where('id', '=', toMember('ingrid'))
      .execute()

    expect(await seenBy('emma')).toEqual([])
  })

  it('opens to a token what it was made for, and no more of it than its maker sees', async () => {
    await save('ingrid', joint)
    await save('jonas', joint)
    await share('ingrid', 'jonas', 'balance')
    const through = async (scope: readonly (readonly [AccountId, ShareLevel])[]) =>
      (await listVisibleAccounts(db, { member: toMember('jonas'), scope: new Map(scope) })).map(
        ({ id, observations }) => [id, observations.map(({ level }) => level)],
      )

    expect(await through([])).toEqual([])
    expect(await through([[idOf('emma'), 'transactions']])).toEqual([])
    expect(await through([[idOf('jonas'), 'transactions']])).toEqual([
      [idOf('jonas'), ['transactions', 'balance']],
    ])
    expect(await through([[idOf('jonas'), 'balance']])).toEqual([
      [idOf('jonas'), ['balance', 'balance']],
    ])
  })

  it('H1: asks the database the very same for what is private as for what is not there', async () => {
    await save('ingrid', joint)
    await save('emma', joint)
    await insertRow('row-1' as TransactionId)
    const asked: string[] = []
    const watched = db.withPlugin({
      transformQuery: ({ node }) => {
        asked.push(JSON.stringify(node).replaceAll(/row-\d|unknown/g, 'id'))
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    })
    const look = async (account: AccountId, transaction: TransactionId) => {
      asked.length = 0
      const viewer = { member: toMember('emma'), scope: null }
      const found = await listOpenAccounts(watched, viewer, { account: [account] })
      const open = await listOpenAccounts(watched, viewer)
      const row = await findTransaction(watched, open, transaction)
      return { found, row, asked: [...asked] }
    }

    const unseen = await look(idOf('ingrid'), 'row-1' as TransactionId)
    const unknown = await look('unknown' as AccountId, 'unknown' as TransactionId)

    expect(unseen).toEqual(unknown)
    expect(unseen).toMatchObject({ found: [], row: null })
    expect(unseen.asked).toHaveLength(3)
  })

  async function insertRow(id: TransactionId): Promise<void> {
    const none = { value_date: null, counterparty_name: null, counterparty_account: null }
    const original = { original_minor: null, original_currency: null, original_rate: null }
    const texts = { text: 'Kiwi', bank_text: 'Kiwi', search_text: 'kiwi', wire: '{}' }
    const amount = { amount_minor: -100, currency: 'NOK' }
    await db
      .insertInto('transactions')
      .values({
        id,
        account_id: idOf('ingrid'),
        status: 'booked',
        booking_date: parseLocalDate('2026-01-01'),
        ...amount,
        ...texts,
        ...none,
        ...original,
        kind: null,
        bank_id: null,
      })
      .execute()
  }
})

import type { AccountId, LocalDate, MemberId, RuleId, TransactionId } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toSearchedText } from '../../find/toSearchedText.ts'
import { engines, openTestDatabase } from '../../store/testDatabase.ts'
import type { TestDatabase } from '../../store/testDatabase.ts'
import { insertTestTransaction } from '../../store/testRows.ts'
import { insertAccount, insertPerson } from '../testRows.ts'
import { decideMeeting } from './ownRows.ts'

describe.each(engines)('the rows that a rule is for, on %s', (engine) => {
  let store: TestDatabase
  let member: MemberId
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    member = await insertPerson(store.db, 'ingrid')
    await insertAccount(store.db, { id: 'account', of: 'ingrid' })
  })
  afterEach(() => store.close())

  async function addRow(text: string): Promise<void> {
    const amount = moneyFromMinor(-100, parseCurrency('NOK'))
    const search_text = toSearchedText({ text, bankText: text, counterparty: null, amount })
    const row = { id: 'row' as TransactionId, account_id: 'account' as AccountId }
    const day = '2026-03-25' as LocalDate
    await insertTestTransaction(store.db, row, { text, search_text, booking_date: day })
  }

  it.each([
    ['7-eleven', '7-ELEVEN 7021 OSLO'],
    ['h&m', 'H&M Storo'],
    ['vy.', 'Vy.no billett'],
    ['100%', 'Kaffe 100% Arabica'],
    ['*', 'PAYPAL *SPOTIFY'],
  ])('are found by %s, whatever stands between letters', async (contains, text) => {
    await addRow(text)
    const rule = { id: 'rule' as RuleId, when: { contains }, set: { tags: ['met'] } }

    const met = await decideMeeting(store.db, member, { rule, rules: [rule] })

    expect(met.map(({ row }) => row.text)).toEqual([text])
  })
})

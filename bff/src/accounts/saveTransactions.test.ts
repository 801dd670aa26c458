import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { AccountTransactions } from '../banks/bank.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { saveTransactions } from './saveTransactions.ts'
import { account, answer, insertAnsweredAccount, row, today } from './testAnswers.ts'

const missing = (): never => {
  throw new Error('it is not there')
}
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
  const coveredFrom = async () =>
    (await db.selectFrom('accounts').select('covered_from').executeTakeFirstOrThrow()).covered_from
  const look = () =>
    db.selectFrom('transactions').selectAll().where('state', '=', 'shown').orderBy('id').execute()
  const texts = async () => (await look()).map(({ text }) => text).sort()

  describe('an answer of a bank', () => {
    it('changes nothing when it comes again', async () => {
      await save({ booked: [row('Kiwi'), row('Kiwi')], pending: [row('Vinmonopolet')] })
      const before = await look()
      await save({ booked: [row('Kiwi'), row('Kiwi')], pending: [row('Vinmonopolet')] })

      expect(await look()).toEqual(before)
      expect(before).toHaveLength(3)
    })

    it('replaces the pending rows known before', async () => {
      await save({ pending: [row('Reserved Kiwi')] })
      await save({ booked: [row('KIWI 123 OSLO')], pending: [] })

      expect(await texts()).toEqual(['KIWI 123 OSLO'])
    })

    it('takes away a booked row only inside the days that it covers', async () => {
      const old = addDays(today, -60)
      await save({
        booked: [row('Old', { bookingDate: old }), row('Recalled')],
        coveredFrom: addDays(today, -90),
      })
      await save({ booked: [row('Kept')] })

      expect(await texts()).toEqual(['Kept', 'Old'])
    })

    it('keeps what was bought before its window and booked in it, which banks leave out', async () => {
      const from = addDays(today, -30)
      const bookedAt = (days: number) => ({ bookingDate: addDays(from, days) })
      await save({
        booked: [row('Bought the day before', bookedAt(2)), row('Recalled', bookedAt(20))],
        coveredFrom: addDays(from, -10),
      })
      await save({ booked: [], coveredFrom: from })

      expect(await texts()).toEqual(['Bought the day before'])
    })

    it('keeps a booked row in its place when the bank writes a better text a day later', async () => {
      await save({ booked: [row('VISA KIWI')] })
      const before = await look()
      // Asked for a few days only: the row is among those that an answer may leave out.
      await save({ booked: [row('Kiwi Storo')], coveredFrom: addDays(today, -3) })

      expect((await look()).map(({ id, text }) => ({ id, text }))).toEqual([
        { id: before[0]?.id, text: 'Kiwi Storo' },
      ])
    })

    it('says what is new and what changed, and that something follows from it', async () => {
      const first = await save({ pending: [row('Kiwi')] }, addDays(today, -1))
      await db.updateTable('transactions').set({ unfollowed: 0 }).execute()
      const second = await save({ booked: [row('Kiwi'), row('Meny')] })

      expect(second.changed).toEqual(first.added)
      expect(second.added).toHaveLength(1)
      expect((await look()).map(({ unfollowed }) => unfollowed)).toEqual([1, 1])
      expect(await save({ booked: [row('Meny'), row('Kiwi')] })).toEqual({ added: [], changed: [] })
    })

    it('keeps the raw row of the last time, from which nothing follows', async () => {
      await save({ booked: [row('Kiwi', { bankId: 'a' }), row('Meny', { bankId: 'b' })] })
      await db.updateTable('transactions').set({ unfollowed: 0 }).execute()
      const again = {
        booked: ['Kiwi', 'Meny'].map((text) => row(text, { wire: { text, call: '2' } })),
      }
      expect(await save(again)).toEqual({ added: [], changed: [] })

      expect(
        (await look()).map(({ text, wire, unfollowed }) => ({ text, wire, unfollowed })),
      ).toEqual(
        expect.arrayContaining(
          ['Kiwi', 'Meny'].map((text) => ({
            text,
            wire: JSON.stringify({ text, call: '2' }),
            unfollowed: 0,
          })),
        ),
      )
    })

    it('keeps the id, category, note and tags of a reservation that is booked', async () => {
      await save({ pending: [row('Kiwi')] })
      const [reserved] = await look()
      const id = reserved?.id ?? missing()
      await db.updateTable('transactions').set({ note: 'Dinner' }).execute()
      await db.insertInto('transaction_tags').values({ transaction_id: id, tag: 'trip' }).execute()
      await save({
        booked: [row('KIWI 505 OSLO', { bookingDate: addDays(today, 2), bankId: 'x' })],
      })

      expect(await look()).toMatchObject([{ id, status: 'booked', note: 'Dinner' }])
      expect(await db.selectFrom('transaction_tags').select('tag').execute()).toEqual([
        { tag: 'trip' },
      ])
    })

    it('takes nothing away when it is partial', async () => {
      await save({ booked: [row('Kiwi')], pending: [row('Reserved')] })
      await save({ booked: [row('Meny')], complete: false })

      expect(await texts()).toEqual(['Kiwi', 'Meny', 'Reserved'])
    })
  })

  describe('the days that are whole', () => {
    it('go on from the earliest answer while each answer reaches back to the one before', async () => {
      await save({ coveredFrom: addDays(today, -700) }, addDays(today, -20))
      await save({ coveredFrom: addDays(today, -20) })

      expect(await coveredFrom()).toBe(addDays(today, -700))
    })

    it('begin anew when the bank does not reach back to the answer before', async () => {
      await save({ coveredFrom: addDays(today, -700) }, addDays(today, -120))
      await save({ coveredFrom: addDays(today, -90) })

      expect(await coveredFrom()).toBe(addDays(today, -90))
    })

    it('are not noted from a partial answer', async () => {
      await save({ coveredFrom: addDays(today, -90), complete: false })

      expect(await coveredFrom()).toBeNull()
    })
  })
})

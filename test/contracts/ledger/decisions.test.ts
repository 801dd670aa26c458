import { saveTransactions } from '@skrin/bff/accounts/saveTransactions'
import type { BankTransaction } from '@skrin/bff/banks/bank'
import { addFileRows, previewFileRows, removeImport } from '@skrin/bff/ledger/fileRows'
import type { Database } from '@skrin/bff/store/database'
import { engines, openTestDatabase } from '@skrin/bff/store/testDatabase'
import type { TestDatabase } from '@skrin/bff/store/testDatabase'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestMember,
} from '@skrin/bff/store/testRows'
import type { AccountId, ConnectionId, ImportId, MemberId } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import { moneyFromMinor } from '@skrin/shared/money'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleteTransactions, restoreTransactions } from '@skrin/bff/ledger/deleteTransaction'
import { aloneWithAccount } from '@skrin/bff/ledger/aloneWithAccount'
import { mergeTransactions } from '@skrin/bff/ledger/mergeTransactions'
import { answerQuestion, listQuestions } from '@skrin/bff/ledger/questions'
import { splitTransaction } from '@skrin/bff/ledger/splitTransaction'
import { listOpenAccounts } from '@skrin/bff/accounts/visibleAccounts'
import { FIRST_DAY, NOK, toMoment } from './bankHistory.ts'

const member = 'ingrid' as MemberId
const account = 'account-1' as AccountId
const viewer = { member, scope: null }

describe.each(engines)('a person decides, on %s', (engine) => {
  let store: TestDatabase
  let db: Database
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    const connection = 'connection-1' as ConnectionId
    await insertTestMember(db, member)
    await insertTestConnection(db, { id: connection, member, bank: 'bank1' })
    await insertTestAccount(db, { id: account, connection, bank: 'bank1' })
  })
  afterEach(() => store.close())

  function row(text: string, day: number, minor = -10_000): BankTransaction {
    return {
      bookingDate: addDays(FIRST_DAY, day),
      valueDate: null,
      amount: moneyFromMinor(minor, NOK),
      text,
      bankText: text,
      counterparty: null,
      original: null,
      kind: null,
      bankId: null,
      wire: { text },
    }
  }

  const sync = (day: number, told: { booked?: BankTransaction[]; pending?: BankTransaction[] }) =>
    saveTransactions(
      db,
      { id: account, askedAt: toMoment(day, 0), timeZone: 'Europe/Oslo' },
      {
        key: 'key-1',
        booked: told.booked ?? [],
        pending: told.pending ?? [],
        coveredFrom: addDays(FIRST_DAY, day - 60),
        complete: true,
      },
    )
  const list = (state: 'shown' | 'withdrawn' | 'deleted' = 'shown') =>
    db
      .selectFrom('transactions')
      .select(['id', 'status', 'text', 'note', 'category'])
      .where('state', '=', state)
      .orderBy('text')
      .execute()
  const first = async (state: 'shown' | 'withdrawn' | 'deleted' = 'shown') => {
    const [one] = await list(state)
    if (!one) throw new Error(`nothing is ${state}`)
    return one
  }
  const own = async () => {
    const [seen] = await listOpenAccounts(db, viewer)
    if (!seen) throw new Error('the account is not there')
    return seen
  }

  it('keeps deleted what a person deleted, also when it is booked under another id, day and text', async () => {
    await sync(1, { pending: [row('KIWI', 1)] })
    const { id } = await first()
    await deleteTransactions(db, [id])
    await sync(2, { pending: [row('KIWI', 1)] })
    await sync(4, { booked: [row('VAREKJØP KIWI 0512', 3)] })
    await sync(5, { booked: [row('Kiwi Storgata 1', 3)] })

    expect(await list()).toEqual([])
    expect(await list('deleted')).toMatchObject([{ id, status: 'booked', text: 'Kiwi Storgata 1' }])
    await restoreTransactions(db, [id])
    expect(await list()).toMatchObject([{ id, text: 'Kiwi Storgata 1' }])
  })

  it('does not hide a row behind a deleted one for its amount alone, but asks', async () => {
    await sync(1, { pending: [row('KIWI', 1)] })
    const deleted = await first()
    await deleteTransactions(db, [deleted.id])
    await sync(3, { booked: [row('Bokhandel', 2)] })

    expect(await list()).toMatchObject([{ text: 'Bokhandel' }])
    const [question] = await listQuestions(db, viewer)
    expect(question?.candidates).toMatchObject([{ id: deleted.id, state: 'deleted' }])
    await answerQuestion(db, viewer, { id: question?.id ?? '', same: deleted.id, now: 1 })
    expect(await list()).toEqual([])
    await sync(4, { booked: [row('Bokhandel', 2)] })
    expect(await list()).toEqual([])
  })

  it('leaves apart what no rule can tell, asks once, and does as it is told', async () => {
    await sync(1, { pending: [row('Kiosk', 1), row('Bakeri', 1)] })
    await db
      .updateTable('transactions')
      .set({ note: 'Buns' })
      .where('text', '=', 'Bakeri')
      .execute()
    await sync(3, { booked: [row('VISA 4321', 2)] })
    await sync(4, { booked: [row('VISA 4321', 2)] })

    const questions = await listQuestions(db, viewer)
    expect(questions).toHaveLength(1)
    const candidates = questions[0]?.candidates ?? []
    expect(candidates.map(({ text }) => text).sort()).toEqual(['Bakeri', 'Kiosk'])
    const same = candidates.find(({ text }) => text === 'Bakeri')?.id ?? null
    await answerQuestion(db, viewer, { id: questions[0]?.id ?? '', same, now: 5 })
    expect(await listQuestions(db, viewer)).toEqual([])
    expect(await list()).toMatchObject([{ text: 'VISA 4321', note: 'Buns' }])
  })

  it('undoes a merge, and does not make it again', async () => {
    await sync(1, { pending: [row('KIWI', 1)] })
    const { id } = await first()
    await db.updateTable('transactions').set({ note: 'Dinner' }).execute()
    await sync(3, { booked: [row('KIWI', 2)] })
    const rows = await db.selectFrom('observations').selectAll().orderBy('first_seen').execute()
    expect(rows.map(({ reason }) => reason)).toEqual(['first', 'same_text'])
    const booked = rows[1]?.id
    if (!booked) throw new Error('it was not booked')
    const seen = { id, accountId: account, account: await own() }
    const apart = await splitTransaction(db, seen, booked)
    for (const day of [4, 5]) await sync(day, { booked: [row('KIWI', 2)] })

    expect(await list()).toMatchObject([{ id: apart, status: 'booked', note: 'Dinner' }])
    expect(await list('withdrawn')).toMatchObject([{ id, status: 'pending', note: 'Dinner' }])
  })

  it('keeps one what a person merged, while the bank tells both, and their tags together', async () => {
    const both = { booked: [row('KIWI', 2), row('KIWI', 2)] }
    await sync(3, both)
    const [one, other] = await list()
    if (!one || !other) throw new Error('there are not two')
    for (const [id, tag] of [
      [one.id, 'a'],
      [other.id, 'b'],
    ] as const)
      await db.insertInto('transaction_tags').values({ transaction_id: id, tag }).execute()
    await aloneWithAccount(db, account, (alone) => mergeTransactions(alone, one.id, other.id))
    await sync(4, both)

    expect(await list()).toMatchObject([{ id: one.id }])
    const tags = await db.selectFrom('transaction_tags').select('tag').orderBy('tag').execute()
    expect(tags.map(({ tag }) => tag)).toEqual(['a', 'b'])
    expect(await db.selectFrom('observations').select('id').execute()).toHaveLength(2)
  })

  it('takes an import back as a whole, and leaves what the bank told as well', async () => {
    const importId = 'import-1' as ImportId
    await sync(3, { booked: [row('KIWI', 2)] })
    const before = await list()
    const rows = [row('Kort KIWI', 2), row('Rema', -300)].map((one, index) => ({
      line: index + 1,
      row: one,
    }))
    const verdicts = await previewFileRows(db, account, rows)
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['known', 'new'])
    const { added, known } = await addFileRows(db, { account, importId, now: 4 }, rows)
    expect({ added: added.length, known }).toEqual({ added: 1, known: 1 })
    expect(await addFileRows(db, { account, importId, now: 5 }, rows)).toMatchObject({ added: [] })
    expect((await list()).map(({ text }) => text)).toEqual(['KIWI', 'Rema'])

    expect(await removeImport(db, importId)).toEqual(added)
    expect(await list()).toEqual(before)
  })
})

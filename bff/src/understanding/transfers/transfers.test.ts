import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MemberId, TransactionId, TransferId } from '@skrin/shared/brand'
import { listOpenAccounts } from '../../accounts/visibleAccounts.ts'
import type { Database } from '../../store/database.ts'
import { engines, openTestDatabase } from '../../store/testDatabase.ts'
import type { TestDatabase } from '../../store/testDatabase.ts'
import { insertAccount, insertPerson, insertRow } from '../testRows.ts'
import type { TestRow } from '../testRows.ts'
import { makeTransfer, undoTransfer } from './decideTransfer.ts'
import { listCandidates } from './listCandidates.ts'
import { createMatchTransfers, toTransferId } from './matchTransfers.ts'
import { readTransfersOf } from './readTransfers.ts'

const clock = { now: () => Date.parse('2026-03-20T12:00:00Z') }
const ingrid = 'ingrid' as MemberId
const jonas = 'jonas' as MemberId
let store: TestDatabase
let db: Database

describe.each(engines)('transfers between accounts, on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    await insertPerson(db, 'ingrid')
    await insertPerson(db, 'jonas')
    await insertAccount(db, { id: 'daily', of: 'ingrid', isShared: true })
    await insertAccount(db, { id: 'savings', of: 'ingrid' })
    await insertAccount(db, { id: 'his', of: 'jonas', isShared: true })
  })
  afterEach(() => store.close())

  async function add(place: readonly [string, string], row: TestRow): Promise<TransactionId> {
    const id = await insertRow(db, place, row)
    await match(id)
    return id
  }

  async function match(...ids: readonly TransactionId[]): Promise<void> {
    await createMatchTransfers({ db, clock })(ids)
  }

  const openOf = (member: MemberId) => listOpenAccounts(db, { member, scope: null })

  async function otherOf(member: MemberId, id: TransactionId): Promise<string | null> {
    const [pair] = await readTransfersOf(db, await openOf(member), [id])
    if (!pair) return null
    return pair.out_id === id ? pair.in_id : pair.out_id
  }

  it('recognises a move across banks and people, whichever side comes first', async () => {
    const came = await add(['his', 'i'], { minor: 500_00, day: '2026-03-11' })
    const out = await add(['daily', 'o'], { minor: -500_00 })

    expect(await otherOf(ingrid, out)).toBe(came)
    expect(await otherOf(jonas, came)).toBe(out)
  })

  it('H1: is none for who sees one side of it only', async () => {
    const out = await add(['daily', 'o'], { minor: -500_00 })
    await add(['savings', 'i'], { minor: 500_00 })

    expect(await otherOf(ingrid, out)).toBe('i')
    expect(await otherOf(jonas, out)).toBeNull()
  })

  it('H1: judges by what a viewer sees: an account that they do not see makes nothing ambiguous', async () => {
    const out = await add(['daily', 'o'], { minor: -500_00 })
    await add(['savings', 'i'], { minor: 500_00 })
    await add(['his', 'h'], { minor: 500_00 })

    expect(await otherOf(jonas, out)).toBe('h')
    expect(await otherOf(ingrid, out)).toBeNull()
  })

  it('keeps the same pairs when rows are followed again, in any order', async () => {
    const ids = [
      await add(['daily', 'o1'], { minor: -500_00 }),
      await add(['daily', 'o2'], { minor: -500_00, day: '2026-03-12' }),
      await add(['savings', 'i1'], { minor: 500_00 }),
      await add(['savings', 'i2'], { minor: 500_00, day: '2026-03-13' }),
    ]
    const read = () => db.selectFrom('transfers').selectAll().orderBy('id').execute()
    const before = await read()

    await match(...ids.toReversed())
    for (const id of ids) await match(id)

    expect(before).toHaveLength(2)
    expect(await read()).toEqual(before)
  })

  it('lets a pair go when one of its rows becomes another figure or goes', async () => {
    const out = await add(['daily', 'o'], { minor: -500_00 })
    const other = await add(['savings', 'i'], { minor: 500_00 })
    const change = (values: { amount_minor?: number; state?: 'withdrawn' }) =>
      db.updateTable('transactions').set(values).where('id', '=', other).execute()

    await change({ amount_minor: 501_00 })
    expect(await otherOf(ingrid, out)).toBeNull()
    await match(other)
    expect(await db.selectFrom('transfers').select('id').execute()).toEqual([])

    await change({ amount_minor: 500_00 })
    await match(other)
    expect(await otherOf(ingrid, out)).toBe(other)
    await change({ state: 'withdrawn' })
    expect(await otherOf(ingrid, out)).toBeNull()
  })

  it('does not make a pair again that a person undid, and takes it back when they say so', async () => {
    const out = await add(['daily', 'o'], { minor: -500_00 })
    const other = await add(['savings', 'i'], { minor: 500_00 })
    const open = await openOf(ingrid)

    await undoTransfer({ db, clock }, open, toTransferId(out, other))
    await match(out, other)
    expect(await otherOf(ingrid, out)).toBeNull()

    await makeTransfer({ db, clock }, open, { out, in: other })
    await match(out, other)
    expect(await otherOf(ingrid, out)).toBe(other)
  })

  it('takes the word of a person between currencies and days, before any pair of its own', async () => {
    await insertAccount(db, { id: 'euro', of: 'ingrid', currency: 'EUR' })
    const out = await add(['daily', 'o'], { minor: -500_00 })
    await add(['savings', 'i'], { minor: 500_00 })
    const euros = await add(['euro', 'e'], { minor: 43_00, currency: 'EUR', day: '2026-03-10' })
    const open = await openOf(ingrid)
    expect(await listCandidates(db, open, out)).toEqual(['e', 'i'])

    await makeTransfer({ db, clock }, open, { out, in: euros })

    expect(await otherOf(ingrid, out)).toBe(euros)
    expect(await otherOf(ingrid, 'i' as TransactionId)).toBeNull()
  })

  it('H1: lets nobody decide about what they do not see, or do not own', async () => {
    const out = await add(['daily', 'o'], { minor: -500_00 })
    const hidden = await add(['savings', 'i'], { minor: 500_00 })
    await insertAccount(db, { id: 'pocket', of: 'ingrid', isShared: true })
    const shown = await add(['pocket', 'p'], { minor: 500_00 })
    const deps = { db, clock }
    const open = await openOf(jonas)

    await expect(makeTransfer(deps, open, { out, in: hidden })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(undoTransfer(deps, open, toTransferId(out, hidden))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(undoTransfer(deps, open, 'made-up' as TransferId)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(makeTransfer(deps, open, { out, in: shown })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('refuses what cannot be one move', async () => {
    const out = await add(['daily', 'o'], { minor: -500_00 })
    const other = await add(['savings', 'i'], { minor: 400_00 })
    const same = await add(['daily', 'd'], { minor: 500_00 })
    const late = await add(['savings', 'l'], { minor: 500_00, day: '2026-04-11' })
    const open = await openOf(ingrid)

    for (const pair of [
      { out, in: other },
      { out, in: same },
      { out, in: late },
      { out: other, in: out },
    ])
      await expect(makeTransfer({ db, clock }, open, pair)).rejects.toMatchObject({
        code: 'bad_request',
      })
  })
})

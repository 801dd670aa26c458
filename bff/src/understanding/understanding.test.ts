import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RuleActions, RuleConditions } from '@skrin/shared/api/rules'
import type { CategoryId, MemberId, RuleId, TransactionId } from '@skrin/shared/brand'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import type { Database } from '../store/database.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { changeRows } from './annotations/changeRows.ts'
import { findWritable } from './annotations/findWritable.ts'
import { addCategory } from './categories/categoryRows.ts'
import { removeCategory } from './categories/removeCategory.ts'
import { createCategorise } from './categorise.ts'
import { addRule, applyRule, changeRule, orderRules, removeRule } from './rules/changeRules.ts'
import { previewRule } from './rules/previewRule.ts'
import { listRules } from './rules/ruleRows.ts'
import { insertAccount, insertPerson, insertRow } from './testRows.ts'

const groceries = 'groceries' as CategoryId
const travel = 'travel' as CategoryId
const clock = { now: () => Date.parse('2026-03-20T12:00:00Z') }
let store: TestDatabase
let db: Database
let ingrid: MemberId

describe.each(engines)('understanding rows, on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    db = store.db
    ingrid = await insertPerson(db, 'ingrid')
    await insertAccount(db, { id: 'daily', of: 'ingrid' })
  })
  afterEach(() => store.close())

  const add = (id: string, text: string, minor = -100_00) =>
    insertRow(db, ['daily', id], { text, minor })

  async function follow(...ids: readonly TransactionId[]): Promise<void> {
    await createCategorise(db)(ids)
  }

  async function read(id: TransactionId) {
    const row = await db
      .selectFrom('transactions')
      .select(['category', 'category_by', 'note'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const tags = await db
      .selectFrom('transaction_tags')
      .select('tag')
      .where('transaction_id', '=', id)
      .orderBy('tag')
      .execute()
    return { ...row, tags: tags.map(({ tag }) => tag) }
  }

  const wish = (when: RuleConditions, set: RuleActions, old = true) => ({
    when,
    set,
    old,
    first: false,
  })

  it('takes a person before a rule before a guess', async () => {
    const row = await add('a', 'Kiwi Torshov')
    await follow(row)
    expect(await read(row)).toMatchObject({ category: 'groceries', category_by: 'guess' })

    await addRule({ db, clock }, ingrid, wish({ contains: 'KIWI' }, { category: travel }))
    expect(await read(row)).toMatchObject({ category: 'travel', category_by: 'rule' })

    await changeRows(db, [row], { category: 'gifts' as CategoryId })
    await follow(row)
    expect(await read(row)).toMatchObject({ category: 'gifts', category_by: 'person' })

    await changeRows(db, [row], { category: null })
    expect(await read(row)).toMatchObject({ category: 'travel', category_by: 'rule' })
  })

  it('leaves old rows alone unless it is wished, and takes new ones', async () => {
    const old = await add('old', 'Ullared')
    const { rule, changed } = await addRule(
      { db, clock },
      ingrid,
      wish({ contains: 'ullared' }, { category: travel, tags: ['Sverige'] }, false),
    )
    expect(changed).toBe(0)
    expect(await read(old)).toMatchObject({ category: null, tags: [] })

    const fresh = await add('fresh', 'ULLARED 12')
    await follow(fresh)
    expect(await read(fresh)).toMatchObject({ category: 'travel', tags: ['Sverige'] })

    expect(await applyRule(db, { member: ingrid, id: rule.id })).toBe(1)
    expect(await read(old)).toMatchObject({ category: 'travel', tags: ['Sverige'] })
    expect(await applyRule(db, { member: ingrid, id: rule.id })).toBe(0)
  })

  it('gives everything back when a rule goes, and nothing of what a person added', async () => {
    const row = await add('a', 'Kiwi Torshov')
    const own = await add('b', 'Kiwi Sinsen')
    await changeRows(db, [own], { note: 'For the party', tags: { all: ['fest'] } })
    await follow(row, own)
    const before = [await read(row), await read(own)]

    const set = { category: travel, tags: ['mat', 'Fest'], note: 'Food' }
    const { rule } = await addRule({ db, clock }, ingrid, wish({ contains: 'kiwi' }, set))
    expect(rule.rows).toBe(2)
    expect(await read(row)).toEqual({
      category: 'travel',
      category_by: 'rule',
      note: 'Food',
      tags: ['Fest', 'mat'],
    })
    expect(await read(own)).toMatchObject({ note: 'For the party' })

    expect(await removeRule(db, { member: ingrid, id: rule.id })).toBe(2)
    expect([await read(row), await read(own)]).toEqual(before)
  })

  it('takes the first rule of the order for the category, and unites tags', async () => {
    const row = await add('a', 'Kiwi Torshov')
    const first = await addRule(
      { db, clock },
      ingrid,
      wish({ contains: 'kiwi' }, { category: travel, tags: ['one'] }),
    )
    const second = await addRule(
      { db, clock },
      ingrid,
      wish({ contains: 'torshov' }, { category: groceries, tags: ['two'] }),
    )
    expect(await read(row)).toMatchObject({ category: 'travel', tags: ['one', 'two'] })

    await orderRules(db, ingrid, [second.rule.id, first.rule.id])
    await follow(row)

    expect(await read(row)).toMatchObject({ category: 'groceries', tags: ['one', 'two'] })
    await expect(orderRules(db, ingrid, [first.rule.id])).rejects.toMatchObject({
      code: 'bad_request',
    })
  })

  it('takes back what a changed rule gave by its old words', async () => {
    const row = await add('a', 'Kiwi Torshov')
    const other = await add('b', 'Rema 1000')
    const { rule } = await addRule(
      { db, clock },
      ingrid,
      wish({ contains: 'kiwi' }, { category: travel }),
    )

    await changeRule(
      db,
      { member: ingrid, id: rule.id },
      wish({ contains: 'rema' }, { category: travel }),
    )

    expect(await read(row)).toMatchObject({ category: 'groceries', category_by: 'guess' })
    expect(await read(other)).toMatchObject({ category: 'travel', category_by: 'rule' })
  })

  it('says before what a rule would change, and changes nothing', async () => {
    const row = await add('a', 'Kiwi Torshov')
    const kept = await add('b', 'Kiwi Sinsen')
    await add('c', 'Rema 1000')
    await changeRows(db, [kept], { category: travel })
    await follow(row)
    const viewer = { member: ingrid, scope: null }

    const preview = await previewRule(db, viewer, {
      when: { contains: 'kiwi' },
      set: { category: travel },
    })

    expect(preview).toMatchObject({ matching: 2, changing: 1, kept: 1 })
    expect(preview.rows).toMatchObject([
      { transaction: { id: 'a' }, from: { category: 'groceries' }, to: { category: 'travel' } },
    ])
    expect(await read(row)).toMatchObject({ category: 'groceries' })
  })

  it.each<[RuleConditions, string[]]>([
    [{ starts: 'kiwi' }, ['kiwi']],
    [{ contains: 'A K' }, ['vipps']],
    [{ min: 100_00, max: 100_00 }, ['kiwi']],
    [{ direction: 'in' }, ['vipps']],
    [{ counterparty: 'kari nordmann' }, ['vipps']],
    [{ counterparty: '1299 34 01228' }, ['vipps']],
    [{ category: 'none' }, ['vipps']],
    [{ category: groceries, direction: 'out' }, ['kiwi']],
    [{ banks: ['bank2'] }, []],
  ])('finds by %o', async (when, found) => {
    await add('kiwi', 'Kiwi Torshov')
    await insertRow(db, ['daily', 'vipps'], {
      text: 'Vipps: Takk fra Kari',
      minor: 250_00,
      name: 'Kari Nordmann',
      counterparty: '12993401228',
    })
    const viewer = { member: ingrid, scope: null }

    const { rows } = await previewRule(db, viewer, { when, set: { tags: ['found'] } })

    expect(rows.map(({ transaction }) => transaction.id).sort()).toEqual(found)
  })

  it('H1: is for rows of one’s own accounts only, whatever others share', async () => {
    await insertPerson(db, 'jonas')
    await insertAccount(db, { id: 'his', of: 'jonas', isShared: true })
    const his = await insertRow(db, ['his', 'h'], { text: 'Kiwi Torshov' })
    const viewer = { member: ingrid, scope: null }

    const { changed } = await addRule(
      { db, clock },
      ingrid,
      wish({ contains: 'kiwi' }, { category: travel }),
    )
    const open = await listOpenAccounts(db, viewer)

    expect(changed).toBe(0)
    expect(await findWritable(db, open, [his])).toEqual({ own: [], count: 0, notOwn: [his] })
    await expect(
      removeRule(db, { member: 'jonas' as MemberId, id: 'unknown' as RuleId }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('adds to a joint account’s row for all of its people who see each other’s', async () => {
    await insertPerson(db, 'jonas')
    await insertAccount(db, { id: 'hers', of: 'ingrid', identity: 'joint' })
    await insertAccount(db, { id: 'his', of: 'jonas', identity: 'joint', isShared: true })
    await insertRow(db, ['hers', 'hers-1'], { text: 'Rent' })
    await insertRow(db, ['his', 'his-1'], { text: 'Rent' })
    const of = async (member: string, id: string) => {
      const open = await listOpenAccounts(db, { member: member as MemberId, scope: null })
      const { own } = await findWritable(db, open, [id as TransactionId])
      return [...own].sort()
    }

    expect(await of('ingrid', 'his-1')).toEqual(['hers-1', 'his-1'])
    // She shares nothing: what he adds stays with his.
    expect(await of('jonas', 'his-1')).toEqual(['his-1'])
    expect(await of('jonas', 'hers-1')).toEqual([])
  })

  it('keeps the spelling of a tag, and takes two that differ in case for one', async () => {
    const row = await add('a', 'Cabin')
    await changeRows(db, [row], { tags: { all: ['Hytta', ' hytta ', 'Påske  2026'] } })
    expect(await read(row)).toMatchObject({ tags: ['Hytta', 'Påske 2026'] })

    await changeRows(db, [row], { tags: { add: ['HYTTA', 'ved'], remove: ['paske 2026'] } })
    expect(await read(row)).toMatchObject({ tags: ['Hytta', 'ved'] })
  })

  it('lets the rows and rules of a category that goes go over, or fall back', async () => {
    const deps = { db, clock }
    const own = await addCategory(deps, ingrid, { name: 'Boat', direction: 'out' })
    await expect(
      addCategory(deps, ingrid, { name: 'bOAT', direction: 'out' }),
    ).rejects.toMatchObject({ code: 'name_taken' })
    const row = await add('a', 'Kiwi Torshov')
    const ruled = await add('b', 'Marina')
    await changeRows(db, [row], { category: own.id })
    await addRule(deps, ingrid, wish({ contains: 'marina' }, { category: own.id }))

    await removeCategory(db, own.id, travel)
    expect(await read(row)).toMatchObject({ category: 'travel', category_by: 'person' })
    expect(await read(ruled)).toMatchObject({ category: 'travel', category_by: 'rule' })

    const other = await addCategory(deps, ingrid, { name: 'Boat', direction: 'out' })
    await changeRows(db, [row], { category: other.id })
    const emptied = await addRule(deps, ingrid, wish({ category: other.id }, { tags: ['boat'] }))
    expect(await read(row)).toMatchObject({ tags: ['boat'] })
    await removeCategory(db, other.id, null)
    expect((await listRules(db, ingrid)).map(({ id }) => id)).not.toContain(emptied.rule.id)
    expect(await read(row)).toMatchObject({ category: 'groceries', category_by: 'guess', tags: [] })
    await expect(changeRows(db, [row], { category: other.id })).rejects.toMatchObject({
      code: 'bad_request',
    })
  })
})

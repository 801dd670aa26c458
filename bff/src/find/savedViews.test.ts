import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MOST_VIEWS } from '@skrin/shared/api/views'
import type { MemberId } from '@skrin/shared/brand'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestMember } from '../store/testRows.ts'
import { changeView, listViews, removeView, saveView } from './savedViews.ts'

const ingrid = 'ingrid' as MemberId
const jonas = 'jonas' as MemberId
let store: TestDatabase

describe.each(engines)('saved views on %s', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    await insertTestMember(store.db, ingrid)
    await insertTestMember(store.db, jonas)
  })
  afterEach(() => store.close())

  const deps = () => ({ db: store.db, clock: { now: () => 0 } })
  const save = (name: string, member = ingrid) =>
    saveView(deps(), member, { name, query: 'q=kiwi' })
  const names = async (member = ingrid) =>
    (await listViews(store.db, member)).map(({ name }) => name)

  it('are each person’s own, by name', async () => {
    for (const name of ['Østlandet', 'mat', 'Åre']) await save(name)
    await save('mat', jonas)

    expect(await names()).toEqual(['Åre', 'mat', 'Østlandet'])
    expect(await names(jonas)).toEqual(['mat'])
  })

  it('have a name once, whatever its case and accents, and keep it when only the query changes', async () => {
    const { id } = await save('Åre')
    await expect(save('are')).rejects.toMatchObject({ code: 'name_taken' })

    const changed = await changeView(deps(), ingrid, {
      id,
      change: { name: 'ÅRE', query: 'q=ski' },
    })

    expect(changed).toMatchObject({ name: 'ÅRE', query: 'q=ski' })
  })

  it('are neither changed nor removed by another person', async () => {
    const { id } = await save('mat')

    const change = { name: 'mine' }
    await expect(changeView(deps(), jonas, { id, change })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(removeView(store.db, jonas, id)).rejects.toMatchObject({ code: 'not_found' })
    await removeView(store.db, ingrid, id)
    expect(await names()).toEqual([])
  })

  it('have a limit', async () => {
    for (let at = 0; at < MOST_VIEWS; at++) await save(`view ${at}`)

    await expect(save('one more')).rejects.toMatchObject({ code: 'bad_request' })
  })
})

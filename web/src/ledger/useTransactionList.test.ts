import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import type { TransactionFilter } from '../api/transactions.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { problemAnswer } from '../testing/fakeApi.ts'
import { slowApi } from '../testing/slowApi.ts'
import { toOutcome, toTransactionsAnswer } from '../testing/wireData.ts'
import { useLedgerChanges } from './useLedgerChanges.ts'
import { useTransactionList } from './useTransactionList.ts'
import type { TransactionList } from './useTransactionList.ts'

const known = '/api/transactions?prefer=cache&limit=100'
const live = '/api/transactions?limit=100'
const more = '/api/transactions?prefer=cache&cursor=c1&limit=500'
const knownOf = (q: string) => `/api/transactions?q=${q}&prefer=cache&limit=100`
const answerOf = (ids: string[], changes = {}) =>
  toTransactionsAnswer(
    ids.map((id) => ({ id })),
    changes,
  )

async function start(filter = ref<TransactionFilter>({})) {
  const api = slowApi()
  let list: TransactionList | undefined
  const wrapper = await mountInApp({
    setup() {
      list = useTransactionList(filter)
      return () => null
    },
  })
  if (!list) throw new Error('the probe was not set up')
  return { api, list, filter, wrapper }
}
const idsOf = (list: TransactionList) => list.pages.value?.transactions.map(({ id }) => id)

describe('a list of transactions', () => {
  it('shows what is known at once, then what the banks say', async () => {
    const { api, list } = await start()

    api.answer(known, answerOf(['b']))
    await flushPromises()
    expect(idsOf(list)).toEqual(['b'])
    expect(list.asking.value).toBe(true)

    api.answer(live, answerOf(['a', 'b']))
    await flushPromises()
    expect(idsOf(list)).toEqual(['a', 'b'])
    expect(list.asking.value).toBe(false)
  })

  it('aborts what was asked for the filter before, and lets a late answer write nothing', async () => {
    const { api, list, filter } = await start(ref({ q: 'k' }))
    filter.value = { q: 'ki' }
    await nextTick()
    filter.value = { q: 'kiwi' }
    await nextTick()

    expect(api.waiting()).toEqual([knownOf('kiwi')])
    api.answer(knownOf('kiwi'), answerOf(['kiwi']))
    await flushPromises()
    api.answer(knownOf('ki'), answerOf(['kino']))
    await flushPromises()

    expect(idsOf(list)).toEqual(['kiwi'])
  })

  it('takes in what a bank told meanwhile, without asking one, and keeps the pages that are here', async () => {
    const { api, list } = await start()
    api.answer(known, answerOf(['b', 'c'], { nextCursor: 'c1' }))
    await flushPromises()
    api.answer(live, answerOf(['b', 'c'], { nextCursor: 'c1' }))
    await flushPromises()
    void list.loadMore()
    api.answer(more, answerOf(['d', 'e']))
    await flushPromises()

    useLedgerChanges().tellNews()
    await nextTick()
    expect(api.waiting()).toEqual([known])
    api.answer(known, answerOf(['a', 'b', 'c']))
    await flushPromises()

    expect(idsOf(list)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('waits with it while somebody reads further down', async () => {
    const { api, list } = await start()
    api.answer(known, answerOf(['b']))
    await flushPromises()
    api.answer(live, answerOf(['b']))
    await flushPromises()
    document.documentElement.scrollTop = 900

    useLedgerChanges().tellNews()
    await nextTick()
    expect(api.waiting()).toEqual([])
    document.documentElement.scrollTop = 0
    window.dispatchEvent(new Event('scroll'))
    api.answer(known, answerOf(['a', 'b']))
    await flushPromises()

    expect(idsOf(list)).toEqual(['a', 'b'])
  })

  it('keeps the rows before on the page until those of the new filter are here', async () => {
    const { api, list, filter } = await start()
    api.answer(known, answerOf(['a']))
    await flushPromises()

    filter.value = { q: 'kiwi' }
    await nextTick()
    expect([idsOf(list), list.turning.value]).toEqual([['a'], true])

    api.answer(knownOf('kiwi'), answerOf([]))
    await flushPromises()
    expect([idsOf(list), list.turning.value]).toEqual([[], false])
  })

  it('asks the banks once a minute at most, however often the filter changes', async () => {
    const { api, filter } = await start()
    api.answer(known, answerOf(['a']))
    await flushPromises()
    api.answer(live, answerOf(['a']))
    await flushPromises()

    filter.value = { q: 'kiwi' }
    await nextTick()
    api.answer(knownOf('kiwi'), answerOf(['a']))
    await flushPromises()

    expect(api.waiting()).toEqual([])
  })

  it('remembers how the banks fared while it shows cached answers', async () => {
    const { api, list, filter } = await start()
    api.answer(known, answerOf([]))
    await flushPromises()
    api.answer(live, answerOf([], { outcomes: [toOutcome({ status: 'failed' })] }))
    await flushPromises()

    filter.value = { q: 'kiwi' }
    await nextTick()
    api.answer(knownOf('kiwi'), answerOf([], { outcomes: [toOutcome({ status: 'cached' })] }))
    await flushPromises()

    expect(list.outcomes.value.map(({ status }) => status)).toEqual(['failed'])
  })

  it('fails only when there is nothing to show', async () => {
    const { api, list } = await start()

    api.fail(known, problemAnswer(503, 'unavailable'))
    await flushPromises()
    expect(list.list.value.status).toBe('failed')

    api.answer(live, answerOf(['a']))
    await flushPromises()
    expect(idsOf(list)).toEqual(['a'])
  })

  it('keeps what is known when the banks cannot be asked', async () => {
    const { api, list } = await start()
    api.answer(known, answerOf(['a']))
    await flushPromises()

    api.fail(live, problemAnswer(503, 'unavailable'))
    await flushPromises()

    expect(idsOf(list)).toEqual(['a'])
    expect(list.liveFailure.value).toMatchObject({ code: 'unavailable' })
  })
})

describe('more rows', () => {
  it('come once, however often they are asked for', async () => {
    const { api, list } = await start()
    api.answer(known, answerOf(['a'], { nextCursor: 'c1' }))
    await flushPromises()

    void list.loadMore()
    void list.loadMore()
    api.answer(more, answerOf(['b']))
    await flushPromises()

    expect(idsOf(list)).toEqual(['a', 'b'])
    expect(api.waiting()).toEqual([live])
  })

  it('are asked for again after a failure, and only on request', async () => {
    const { api, list } = await start()
    api.answer(known, answerOf(['a'], { nextCursor: 'c1' }))
    await flushPromises()

    void list.loadMore()
    api.fail(more, problemAnswer(500, 'internal'))
    await flushPromises()
    expect(list.moreFailure.value).toMatchObject({ code: 'internal' })

    void list.loadMore()
    api.answer(more, answerOf(['b']))
    await flushPromises()
    expect([idsOf(list), list.moreFailure.value]).toEqual([['a', 'b'], null])
  })

  it('of a filter that is gone are not added to the new one', async () => {
    const { api, list, filter } = await start()
    api.answer(known, answerOf(['a'], { nextCursor: 'c1' }))
    await flushPromises()
    void list.loadMore()

    filter.value = { q: 'kiwi' }
    await nextTick()
    api.answer(knownOf('kiwi'), answerOf(['kiwi']))
    await flushPromises()

    expect(api.isAborted(more)).toBe(true)
    expect(idsOf(list)).toEqual(['kiwi'])
  })
})

it('asks for nothing more once the page is left', async () => {
  const { api, wrapper } = await start()

  wrapper.unmount()
  await flushPromises()

  expect(api.waiting()).toEqual([])
})

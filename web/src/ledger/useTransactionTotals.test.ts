import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import type { TransactionFilter } from '../api/transactions.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { slowApi } from '../testing/slowApi.ts'
import { useTransactionTotals } from './useTransactionTotals.ts'

async function start() {
  const api = slowApi()
  const filter = ref<TransactionFilter>({ q: 'kiwi' })
  const answered = ref(0)
  const startedOver = ref(0)
  const startOver = () => Promise.resolve(void startedOver.value++)
  let totals: ReturnType<typeof useTransactionTotals> | undefined
  await mountInApp({
    setup() {
      totals = useTransactionTotals(filter, { answered, startOver })
      return () => null
    },
  })
  if (!totals) throw new Error('the probe was not set up')
  return { api, filter, answered, startedOver, totals }
}
const of = (q: string) => `/api/transactions/totals?q=${q}`

it('asks for the totals beside the first rows, and not once more when these are there', async () => {
  const { api, answered, totals } = await start()
  expect(api.waiting()).toEqual([of('kiwi')])

  answered.value++
  await nextTick()
  api.answer(of('kiwi'), { count: 3, sums: [] })
  await flushPromises()

  expect(totals.value?.count).toBe(3)
  expect(api.waiting()).toEqual([])
})

it('asks again when the rows are there without them, and with every later answer', async () => {
  const { api, answered, totals } = await start()
  api.fail(of('kiwi'), new Response(null, { status: 500 }))
  await flushPromises()

  answered.value++
  await flushPromises()
  api.answer(of('kiwi'), { count: 3, sums: [] })
  await flushPromises()
  answered.value++
  await flushPromises()
  api.answer(of('kiwi'), { count: 4, sums: [] })
  await flushPromises()

  expect(totals.value?.count).toBe(4)
})

it('says nothing of another filter, and lets its late answer write nothing', async () => {
  const { api, filter, answered, totals } = await start()
  answered.value++
  await nextTick()
  filter.value = { q: 'rema' }
  await nextTick()

  expect(api.waiting()).toEqual([])
  expect(totals.value).toBeNull()
})

it('starts the list over when fewer rows match than before: some of them may be shared no more', async () => {
  const { api, answered, startedOver } = await start()
  for (const count of [3, 2]) {
    answered.value++
    await nextTick()
    api.answer(of('kiwi'), { count, sums: [] })
    await flushPromises()
  }

  expect(startedOver.value).toBe(1)
})

import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { watch } from 'vue'
import { mountInApp } from '../testing/mountInApp.ts'
import { useTransactionFilter } from './useTransactionFilter.ts'

async function start(path: string) {
  let own: ReturnType<typeof useTransactionFilter> | undefined
  const seen: string[] = []
  const wrapper = await mountInApp(
    {
      setup() {
        own = useTransactionFilter()
        watch(own.filter, ({ q }) => seen.push(q))
        return () => null
      },
    },
    { path },
  )
  if (!own) throw new Error('the probe was not set up')
  return { ...own, seen, router: wrapper.router }
}

it('reads the filter from the address', async () => {
  const { filter } = await start('/transactions?q=kiwi&direction=out')

  expect(filter.value).toMatchObject({ q: 'kiwi', direction: 'out', accounts: [] })
})

it('writes changes to the address and leaves the rest of it alone', async () => {
  const { narrow, router } = await start('/transactions?q=kiwi&transaction=t-1')

  await narrow({ q: '', status: 'pending' })

  expect(router.currentRoute.value.fullPath).toBe('/transactions?transaction=t-1&status=pending')
})

it('follows the back button', async () => {
  const { filter, narrow, router } = await start('/transactions')
  await narrow({ q: 'kiwi' })

  router.back()
  await flushPromises()
  await new Promise((resolve) => setTimeout(resolve))

  expect(filter.value.q).toBe('')
})

it('is the same filter while other parts of the address change, and on the way to another page', async () => {
  const { router, seen } = await start('/transactions?q=kiwi')

  await router.push('/transactions?q=kiwi&transaction=t-1')
  await router.push('/')
  await flushPromises()

  expect(seen).toEqual([])
})

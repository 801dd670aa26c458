import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toCategories } from '../testing/wireData.ts'
import SearchChips from './SearchChips.vue'
import { toFilter } from './transactionFilter.ts'

async function mountChips(query: Record<string, string>) {
  fakeApi({ 'GET /api/categories': toCategories() })
  const props = { filter: toFilter(query), today: parseLocalDate('2026-11-21') }
  const wrapper = await mountInApp(SearchChips, { props })
  await flushPromises()
  return wrapper
}

it('lets go of one piece and leaves the others as they were typed', async () => {
  const wrapper = await mountChips({ q: 'rema amount>500 -oslo' })

  expect(wrapper.findAll('li').map((chip) => chip.text())).toEqual([
    '“rema”',
    'over 500',
    'not “oslo”',
  ])
  await wrapper.findAll('button')[1]?.trigger('click')

  expect(wrapper.emitted('narrowed')).toEqual([[{ q: 'rema -oslo' }]])
})

it('names the categories of the address, and lets go of one', async () => {
  const wrapper = await mountChips({ category: 'groceries,none', transfer: 'none' })

  expect(wrapper.findAll('li').map((chip) => chip.text())).toEqual([
    'Groceries',
    'No category',
    'not between own accounts',
  ])
  await wrapper.find('button').trigger('click')

  expect(wrapper.emitted('narrowed')).toEqual([[{ categories: ['none'] }]])
})

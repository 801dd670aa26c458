import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import SavedViewsDialog from './SavedViewsDialog.vue'

const view = {
  id: 'view-1',
  name: 'Mat',
  query: 'category=groceries',
  createdAt: '2026-01-05T00:00:00.000Z',
}

async function open(query: string) {
  const api = fakeApi({ 'GET /api/views': { views: [view] }, 'POST /api/views': { view } })
  const wrapper = await mountInApp(SavedViewsDialog, { props: { open: true, query } })
  await flushPromises()
  const buttons = () => [...document.querySelectorAll('button')]
  const press = async (label: string) => {
    buttons()
      .find((one) => one.textContent.trim() === label)
      ?.click()
    await flushPromises()
  }
  return { api, wrapper, press }
}

it('opens a view with what it was saved with', async () => {
  const { wrapper, press } = await open('')

  await press('Mat')

  expect(wrapper.emitted('chosen')).toEqual([['category=groceries']])
  expect(document.querySelector('form')).toBeNull()
})

it('saves what is shown now under a name', async () => {
  const { api } = await open('q=kiwi')
  const field = document.querySelector<HTMLInputElement>('form input')
  if (!field) throw new Error('there is no field')
  field.value = 'Kiwi'
  field.dispatchEvent(new Event('input'))

  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()

  expect(api.calls).toContain('POST /api/views')
})

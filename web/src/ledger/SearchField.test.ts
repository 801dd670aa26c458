import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import SearchField from './SearchField.vue'

const mountField = (text = '') => mountInApp(SearchField, { props: { text } })

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('answers after a short rest of the fingers, once', async () => {
  const wrapper = await mountField()

  await wrapper.find('input').setValue('ki')
  vi.advanceTimersByTime(150)
  await wrapper.find('input').setValue('kiwi')
  vi.advanceTimersByTime(150)
  expect(wrapper.emitted('changed')).toBeUndefined()

  vi.advanceTimersByTime(50)
  expect(wrapper.emitted('changed')).toEqual([['kiwi']])
})

it('answers at once on Enter, and not a second time', async () => {
  const wrapper = await mountField()

  await wrapper.find('input').setValue('kiwi')
  await wrapper.find('input').trigger('keydown', { key: 'Enter' })
  vi.advanceTimersByTime(1000)

  expect(wrapper.emitted('changed')).toEqual([['kiwi']])
})

it('follows a search that changed elsewhere, and forgets what was being typed', async () => {
  const wrapper = await mountField('kiwi')
  await wrapper.find('input').setValue('kiwi st')

  await wrapper.setProps({ text: '' })
  vi.advanceTimersByTime(1000)

  expect(wrapper.find('input').element.value).toBe('')
  expect(wrapper.emitted('changed')).toBeUndefined()
})

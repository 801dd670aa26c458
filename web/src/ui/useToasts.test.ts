import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { useToasts } from './useToasts.ts'

afterEach(() => vi.useRealTimers())

it('shows news for a while, or until it is put away', () => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  const toasts = useToasts()

  toasts.show('first')
  toasts.show('second')
  toasts.dismiss(1)
  expect(toasts.toasts.map(({ text }) => text)).toEqual(['second'])

  vi.runAllTimers()
  expect(toasts.toasts).toEqual([])
})

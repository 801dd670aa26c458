import { mount } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { h, nextTick } from 'vue'
import { useNow } from './clock.ts'

const Probe = {
  setup() {
    const now = useNow()
    return () => h('p', String(now.value))
  },
}

afterEach(() => vi.useRealTimers())

it('moves on by itself and stops when nobody looks', async () => {
  vi.useFakeTimers({ now: 1_000 })
  const wrapper = mount(Probe)

  vi.advanceTimersByTime(20_000)
  await nextTick()

  expect(wrapper.text()).toBe('21000')
  wrapper.unmount()
  expect(vi.getTimerCount()).toBe(0)
})

import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, vi } from 'vitest'

enableAutoUnmount(afterEach)

// A warning that no test asked for is a defect: tests that expect one clear the spy themselves.
beforeEach(() => {
  vi.spyOn(console, 'warn')
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const calls = [...vi.mocked(console.warn).mock.calls, ...vi.mocked(console.error).mock.calls]
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  expect(calls, 'unasserted console.warn or console.error').toEqual([])
})

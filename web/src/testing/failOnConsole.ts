import { afterEach, beforeEach, expect, vi } from 'vitest'

// A warning that no test asked for is a defect: tests that expect one clear the spy themselves.
beforeEach(() => {
  vi.spyOn(console, 'warn')
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const calls = [...vi.mocked(console.warn).mock.calls, ...vi.mocked(console.error).mock.calls]
  vi.restoreAllMocks()
  expect(calls, 'unasserted console.warn or console.error').toEqual([])
})

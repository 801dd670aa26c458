import { effectScope, nextTick, ref } from 'vue'
import type { EffectScope } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useArrival } from './useArrival.ts'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function open(rows: boolean, totals: boolean) {
  const hasRows = ref(rows)
  const hasTotals = ref(totals)
  const isHere = scope.run(() => useArrival(hasRows, hasTotals))
  return { hasRows, hasTotals, isHere }
}

it('is there at once with what is known already', () => {
  expect(open(true, true).isHere?.value).toBe(true)
})

it('waits for rows, and a moment for the totals above them', async () => {
  const { hasRows, hasTotals, isHere } = open(false, false)
  vi.advanceTimersByTime(5000)
  expect(isHere?.value).toBe(false)

  hasRows.value = true
  await nextTick()
  expect(isHere?.value).toBe(false)
  hasTotals.value = true
  await nextTick()

  expect(isHere?.value).toBe(true)
})

it('comes without totals that are late, and stays', async () => {
  const { hasRows, isHere } = open(false, false)
  hasRows.value = true
  await nextTick()

  vi.advanceTimersByTime(400)
  expect(isHere?.value).toBe(true)
  hasRows.value = false
  await nextTick()

  expect(isHere?.value).toBe(true)
})

import { describe, expect, it } from 'vitest'
import { toAxisRange, toTicks } from './chartScale.ts'
import { formatWhole } from './formatWhole.ts'

describe('the axis', () => {
  it('goes in round steps that hold every balance', () => {
    expect(toTicks(-350000, 2418433)).toEqual([-1000000, 0, 1000000, 2000000, 3000000])
  })

  it('never cuts a whole unit into pieces', () => {
    expect(toTicks(0, 150)).toEqual([0, 100, 200])
  })

  it('has a place for a balance that never moved', () => {
    expect(toTicks(700, 700)).toEqual([700])
    expect(toTicks(750, 750)).toEqual([700, 800])
  })

  it('starts at nought where the balance comes near it', () => {
    expect(toAxisRange([100, 900])).toEqual({ low: 0, high: 900 })
    expect(toAxisRange([-900, -100])).toEqual({ low: -900, high: 0 })
    expect(toAxisRange([800, 900])).toEqual({ low: 800, high: 900 })
  })
})

it('writes round amounts as the reader does', () => {
  expect(formatWhole(-2000000, 'NOK', 'nb-NO')).toBe('−20\u00a0000')
  expect(formatWhole(2000000, 'NOK', 'en-GB')).toBe('20,000')
  expect(formatWhole(500, 'JPY', 'en-GB')).toBe('500')
})

import { parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { isProven } from './judgeLookUp.ts'
import type { LikeOrder } from './judgeLookUp.ts'

const HOUR_MS = 60 * 60_000
const sentAt = Date.parse('2026-11-20T12:00:00Z')

const order: LikeOrder = {
  id: 'order',
  connection: 'connection',
  state: 'unknown',
  date: parseLocalDate('2026-11-20'),
  message: '',
  sentAt,
  likeBefore: 2,
}
const earlier: LikeOrder = { ...order, id: 'earlier', sentAt: sentAt - HOUR_MS }
const later: LikeOrder = { ...order, id: 'later', sentAt: sentAt + HOUR_MS }
const longAgo = { sentAt: sentAt - 48 * HOUR_MS, date: parseLocalDate('2026-11-18') }

describe('isProven', () => {
  it('is what the list shows more of than before', () => {
    expect(isProven(order, { shown: 3, others: [] })).toBe(true)
    expect(isProven(order, { shown: 2, others: [] })).toBe(false)
    expect(isProven(order, { shown: 1, others: [] })).toBe(false)
  })

  it('is nothing where nobody counted before', () => {
    expect(isProven({ ...order, likeBefore: null }, { shown: 9, others: [] })).toBe(false)
  })

  it.each([
    ['earlier one whose end is unknown', { ...earlier, likeBefore: 2 }],
    ['earlier one that was decided', { ...earlier, likeBefore: 2, connection: 'other' }],
    ['later one that is on its way', { ...later, state: 'sending' }],
    ['later one that was done', { ...later, state: 'done' }],
    [
      'one with another text that was done an hour before',
      { ...earlier, state: 'done', message: 'Tires' },
    ],
    [
      'one of a later day that was done long ago',
      { ...order, ...longAgo, id: 'x', state: 'done', date: parseLocalDate('2026-11-21') },
    ],
  ] as const)('is not what could as well be an %s', (_what, other) => {
    expect(isProven(order, { shown: 3, others: [other] })).toBe(false)
    expect(isProven(order, { shown: 4, others: [other] })).toBe(true)
  })

  it.each([
    ['was refused', { ...earlier, state: 'refused' }],
    ['was never sent', { ...later, state: 'not_sent' }],
    ['was called off', { ...later, state: 'cancelled' }],
    ['was done two days before, for a day before', { ...earlier, ...longAgo, state: 'done' }],
    ['is for a day far from it', { ...later, date: parseLocalDate('2026-12-24') }],
  ] as const)('does not mind one that %s', (_what, other) => {
    expect(isProven(order, { shown: 3, others: [other] })).toBe(true)
  })

  it('counts from the first that asks the same: one shown late is not taken for the next', () => {
    const first: LikeOrder = { ...earlier, state: 'done', likeBefore: 0 }
    const next = { ...order, likeBefore: 0 }

    expect(isProven(next, { shown: 1, others: [first] })).toBe(false)
    expect(isProven(next, { shown: 2, others: [first] })).toBe(true)
    // It was shown in time.
    expect(isProven({ ...order, likeBefore: 1 }, { shown: 2, others: [first] })).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import type { CallLimit } from '@skrin/shared/api/banks'
import { toNextSync } from './planSync.ts'
import type { EndedRound } from './planSync.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const now = Date.parse('2026-03-10T12:00:00Z')
const unattended: CallLimit = {
  calls: 4,
  perSeconds: 86_400,
  scope: 'operation',
  when: 'unattended',
}

function plan(changes: Partial<EndedRound> = {}): number | null {
  return toNextSync({
    now,
    random: 0,
    problem: null,
    retryAt: null,
    failures: 0,
    limits: [],
    usage: new Map(),
    isHistoryLeft: false,
    plannedAt: null,
    ...changes,
  })
}

describe('after a good round', () => {
  it('comes four times a day, later by chance and never earlier', () => {
    expect(plan()).toBe(now + 6 * HOUR_MS)
    expect(plan({ random: 1 })).toBe(now + 7.2 * HOUR_MS)
  })

  it.each([
    [1, 6],
    [2, 12],
    [3, 24],
    [9, 24],
  ])('P7: comes as often as calls reach for: %i of four in a round', (calls, hours) => {
    const usage = new Map([['budget-1', { limit: unattended, calls }]])

    expect(plan({ usage })).toBe(now + hours * HOUR_MS)
  })

  it('stays at what was planned when a person asks in between', () => {
    const plannedAt = now + 11 * HOUR_MS

    expect(plan({ plannedAt })).toBe(plannedAt)
  })

  it('goes on soon while earlier years are missing', () => {
    expect(plan({ isHistoryLeft: true })).toBe(now)
    expect(plan({ isHistoryLeft: true, plannedAt: now + MINUTE_MS })).toBe(now + MINUTE_MS)
  })
})

describe('after a failed one', () => {
  it('tries again soon, then less and less often', () => {
    const pauses = [1, 2, 3, 4, 20].map((failures) => {
      const next = plan({ problem: 'bank_unavailable', failures })
      return next === null ? null : (next - now) / MINUTE_MS
    })

    expect(pauses).toEqual([10, 20, 40, 80, 360])
  })

  it('P7: saves the few calls of a day where the bank counts them', () => {
    expect(plan({ problem: 'bank_unavailable', failures: 1, limits: [unattended] })).toBe(
      now + 6 * HOUR_MS,
    )
  })

  it.each(['bank_budget_spent', 'bank_rate_limited'] as const)(
    'P7: waits until calls are free: %s',
    (problem) => {
      const retryAt = now + 17 * MINUTE_MS

      expect(plan({ problem, retryAt })).toBe(retryAt)
      expect(plan({ problem, retryAt, random: 1 })).toBe(retryAt + 2 * MINUTE_MS)
    },
  )

  it('P7: spends no call of the few on a bank that wanted quiet and did not say for how long', () => {
    const refused = { problem: 'bank_rate_limited', limits: [unattended] } as const

    expect(plan({ ...refused, retryAt: now + MINUTE_MS })).toBe(now + 6 * HOUR_MS)
    expect(plan({ ...refused, retryAt: now + 9 * HOUR_MS })).toBe(now + 9 * HOUR_MS)
  })

  it('plans nothing while the person has to renew', () => {
    expect(plan({ problem: 'reconnect_needed', plannedAt: now })).toBeNull()
  })
})

import { expect, it } from 'vitest'
import { testNowMs } from '../testing/mountInApp.ts'
import { toConnection } from '../testing/wireData.ts'
import { daysToRenewal, toConnectionState } from './connectionState.ts'

const inOslo = (renewBy: string | null, status = 'working') =>
  toConnectionState(toConnection({ renewBy, status }), testNowMs, 'Europe/Oslo')

it('asks for attention two weeks before access ends', () => {
  expect(inOslo('2026-10-29T10:00:00.000Z')).toBe('working')
  expect(inOslo('2026-10-28T10:00:00.000Z')).toBe('renewSoon')
})

it('puts what is wrong now before what ends soon', () => {
  expect(inOslo('2026-10-15T10:00:00.000Z', 'failing')).toBe('failing')
  expect(inOslo('2026-10-13T10:00:00.000Z', 'reconnect')).toBe('reconnect')
})

it('waits while the bank wants quiet or its calls are used up', () => {
  const toState = (changes: object) =>
    toConnectionState(toConnection(changes), testNowMs, 'Europe/Oslo')
  const spent = { limit: 30, remaining: 0, perSeconds: 60, nextAt: '2026-10-14T12:06:00.000Z' }

  expect(toState({ status: 'failing', blockedUntil: '2026-10-14T12:10:00.000Z' })).toBe('waiting')
  expect(toState({ budget: spent })).toBe('waiting')
  expect(toState({ status: 'failing', blockedUntil: '2026-10-14T12:00:00.000Z' })).toBe('failing')
})

it('counts days of the calendar, in the reader’s zone', () => {
  const justAfterMidnightInOslo = toConnection({ renewBy: '2026-10-14T22:30:00.000Z' })

  expect(daysToRenewal(justAfterMidnightInOslo, testNowMs, 'Europe/Oslo')).toBe(1)
  expect(daysToRenewal(toConnection(), testNowMs, 'Europe/Oslo')).toBeNull()
})

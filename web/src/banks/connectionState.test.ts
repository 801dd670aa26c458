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

it('counts days of the calendar, in the reader’s zone', () => {
  const justAfterMidnightInOslo = toConnection({ renewBy: '2026-10-14T22:30:00.000Z' })

  expect(daysToRenewal(justAfterMidnightInOslo, testNowMs, 'Europe/Oslo')).toBe(1)
  expect(daysToRenewal(toConnection(), testNowMs, 'Europe/Oslo')).toBeNull()
})

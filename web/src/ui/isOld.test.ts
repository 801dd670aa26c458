import { expect, it } from 'vitest'
import { toInstant } from '@skrin/shared/dates'
import { testNowMs } from '../testing/mountInApp.ts'
import { isOld } from './isOld.ts'

const hoursAgo = (hours: number) => toInstant(testNowMs - hours * 3_600_000)

it('asks for attention only after a day', () => {
  expect(isOld(hoursAgo(23), testNowMs)).toBe(false)
  expect(isOld(hoursAgo(25), testNowMs)).toBe(true)
})

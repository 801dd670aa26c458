import { describe, expect, it } from 'vitest'
import { parseLocalDate, toInstant } from '@skrin/shared/dates'
import { testNowMs } from '../testing/mountInApp.ts'
import { formatDate } from './formatDate.ts'

const inEnglish = { locale: 'en-GB', nowMs: testNowMs, timeZone: 'Europe/Oslo' }
const inNorwegian = { ...inEnglish, locale: 'nb-NO' }
const inSwedish = { ...inEnglish, locale: 'sv-SE' }
const day = parseLocalDate
const moment = (text: string) => toInstant(Date.parse(text))

describe('a calendar day', () => {
  it('is named by its nearness in a heading', () => {
    expect(formatDate(day('2026-10-14'), 'day', inEnglish)).toBe('Today')
    expect(formatDate(day('2026-10-13'), 'day', inNorwegian)).toBe('I går')
    expect(formatDate(day('2026-10-12'), 'day', inSwedish)).toBe('Måndag 12 oktober')
  })

  it('tells the year only when it is another one', () => {
    expect(formatDate(day('2026-05-04'), 'short', inNorwegian)).toBe('4. mai')
    expect(formatDate(day('2025-05-04'), 'short', inEnglish)).toBe('4 May 2025')
  })

  it('ends without a full stop where a sentence goes on around it', () => {
    expect(formatDate(day('2026-12-14'), 'date', inNorwegian)).toBe('14.\u00a0desember')
  })

  it('can be written out in full', () => {
    expect(formatDate(day('2026-05-04'), 'long', inEnglish)).toBe('Monday, 4 May 2026')
  })
})

describe('a moment', () => {
  it('is a time of day today, with the date otherwise', () => {
    expect(formatDate(moment('2026-10-14T11:10:00.000Z'), 'clock', inEnglish)).toBe('13:10')
    expect(formatDate(moment('2026-10-12T11:10:00.000Z'), 'clock', inEnglish)).toBe('12 Oct, 13:10')
  })

  it('falls on the day of the reader’s zone, not of UTC', () => {
    expect(formatDate(moment('2026-10-13T22:30:00.000Z'), 'day', inEnglish)).toBe('Today')
  })

  it('is told by its distance', () => {
    expect(formatDate(moment('2026-10-14T12:02:00.000Z'), 'relative', inEnglish)).toBe(
      '3 minutes ago',
    )
    expect(formatDate(moment('2026-10-14T12:04:40.000Z'), 'relative', inNorwegian)).toBe('nå')
    expect(formatDate(moment('2026-10-13T12:00:00.000Z'), 'relative', inSwedish)).toBe('i går')
    expect(formatDate(moment('2026-10-14T14:05:00.000Z'), 'relative', inNorwegian)).toBe(
      'om 2 timer',
    )
  })

  it('is never said to come earlier than it does', () => {
    expect(formatDate(moment('2026-10-14T12:05:20.000Z'), 'until', inNorwegian)).toBe('om 1 minutt')
    expect(formatDate(moment('2026-10-14T12:06:30.000Z'), 'until', inEnglish)).toBe('in 2 minutes')
  })
})

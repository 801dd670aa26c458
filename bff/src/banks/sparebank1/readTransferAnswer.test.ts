import { readFileSync } from 'node:fs'
import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { parseWireJson } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { readTransferAnswer } from './readTransferAnswer.ts'
import { refusals } from './transferCodes.ts'

const readWire = (name: string) =>
  parseWireJson(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'))
const today = parseLocalDate('2026-03-25')
const ordered = { date: today, today, isToCard: false }
const taken = Object(readWire('transferTaken'))

function read(status: number, body: WireJson | undefined, change: Partial<typeof ordered> = {}) {
  return readTransferAnswer({ status, body, isEmpty: false }, { ...ordered, ...change })
}

const refusedWith = (...codes: string[]) => ({ errors: codes.map((code) => ({ code })) })

describe('an answer that takes the transfer', () => {
  it('is done, under the id of the payment', () => {
    expect(read(200, taken)).toEqual({
      kind: 'done',
      reference: '12345678901',
      executesOn: null,
      warnings: [],
    })
  })

  it('names the day when it lies ahead', () => {
    const date = addDays(today, 5)

    expect(read(200, taken, { date })).toMatchObject({ kind: 'done', executesOn: date })
  })

  it.each([
    ['CUTOFF_TIME_HAS_PASSED', 'cutoff_passed'],
    ['DUE_DATE_IN_THE_PAST_MOVED_TO_NEXT_VALID_DATE', 'date_passed'],
    ['DUE_DATE_MOVED_SINCE_BANK_IS_CLOSED_ON_REQUESTED_DATE', 'bank_closed'],
  ])('moves the day with %s', (sent, warning) => {
    expect(read(200, { ...taken, warnings: [sent] })).toEqual({
      kind: 'moved',
      reference: '12345678901',
      executesOn: null,
      warnings: [warning],
    })
  })

  it('is done although there is one like it', () => {
    const body = { ...taken, warnings: ['DUPLICATE_PAYMENT_EXISTS'] }

    expect(read(200, body)).toMatchObject({ kind: 'done', warnings: ['duplicate'] })
  })

  it.each([
    ['DUE_DATE_MOVED_FOR_SOME_NEW_REASON', 'moved'],
    ['SOMETHING_ELSE', 'done'],
  ])('reads a warning that is not documented by its words: %s', (sent, kind) => {
    expect(read(200, { ...taken, warnings: [sent] })).toMatchObject({ kind, warnings: [] })
  })

  it('says of a card that its balance moves later', () => {
    expect(read(200, taken, { isToCard: true })).toMatchObject({ warnings: ['card_later'] })
  })
})

describe('an answer that refuses', () => {
  it('is read from the documented body', () => {
    expect(read(403, readWire('transferRefused'))).toEqual({
      kind: 'refused',
      reason: 'insufficient_funds',
    })
  })

  it.each([...refusals])('knows %s', (code, reason) => {
    expect(read(403, refusedWith(code))).toEqual({ kind: 'refused', reason })
  })

  it('takes the first code that it knows', () => {
    expect(read(400, refusedWith('new.code', 'amount.invalid'))).toMatchObject({
      reason: 'amount_invalid',
    })
  })
})

describe('an answer that is neither', () => {
  it.each([
    ['200 without an id', 200, { warnings: [] }],
    ['200 with an empty id', 200, { paymentId: ' ', warnings: [] }],
    ['200 with errors', 200, refusedWith('insufficient.funds')],
    ['200 with warnings of another shape', 200, { paymentId: '1', warnings: 'none' }],
    ['200 without JSON', 200, undefined],
    ['a status of success that is not documented', 202, taken],
    ['a code that is not documented', 403, refusedWith('new.code')],
    ['the code that does not say', 500, refusedWith('general.error')],
    ['no code', 400, { errors: [] }],
    ['another shape', 403, { error: 'insufficient.funds' }],
    ['no JSON', 500, undefined],
    ['a documented code with another status', 503, refusedWith('insufficient.funds')],
    ['a redirect', 307, undefined],
  ])('is unknown: %s', (_what, status, body) => {
    expect(read(status, body)).toEqual({ kind: 'unknown' })
  })
})

import { parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { parseWire } from '../wire.ts'
import { toTransferStep } from './toTransferStep.ts'
import { paymentShape } from './transferShapes.ts'

const today = parseLocalDate('2026-03-13')
const monday = parseLocalDate('2026-03-16')
const processing = { kind: 'processing', reference: 'payment-1', progress: 'back' }
const waiting = { ...processing, warnings: ['more_approvals'] }

function read(wire: Record<string, unknown>, date = today) {
  const payment = parseWire(paymentShape, { paymentId: 'as-the-bank-writes-it', ...wire })
  return toTransferStep(payment, { date, today, reference: 'payment-1', progress: 'back' })
}

function counted(transactionStatus: string, required: number | null, remaining: number | null) {
  const toDigits = (count: number | null) => (count === null ? null : String(count))
  return {
    transactionStatus,
    requiredAuthorizations: toDigits(required),
    remainingAuthorizations: toDigits(remaining),
  }
}

describe('a payment', () => {
  it.each(['acsc', 'accc', 'ACSC', 'Accc'])('that is settled, %s, is done', (transactionStatus) => {
    expect(read({ transactionStatus })).toEqual({
      kind: 'done',
      reference: 'payment-1',
      executesOn: null,
      warnings: [],
    })
  })

  it.each(['pdng', 'part', 'actc', 'accp', 'acfc', 'acsp', 'acwc', 'acwp', 'PDNG'])(
    'that is on its way, %s, is processed',
    (transactionStatus) => {
      expect(read({ transactionStatus })).toEqual(processing)
    },
  )

  it.each(['acsp', 'acwc'])(
    'that is accepted for a day ahead, %s, is done',
    (transactionStatus) => {
      expect(read({ transactionStatus }, monday)).toMatchObject({
        kind: 'done',
        executesOn: monday,
      })
    },
  )

  it.each(['actc', 'accp', 'acfc', 'pdng'])(
    'for a day ahead that is not accepted yet, %s, is not done',
    (transactionStatus) => {
      expect(read({ transactionStatus }, monday)).toEqual(processing)
    },
  )

  it.each([
    ['acsp', '2026-03-16'],
    ['acsp', '2026-03-16T00:00:00Z'],
    ['acsc', '2026-03-15T23:00:00Z'],
  ])('%s that has another day, %s, is moved to it', (transactionStatus, day) => {
    expect(read({ transactionStatus, requestedExecutionDate: day })).toEqual({
      kind: 'moved',
      reference: 'payment-1',
      executesOn: monday,
      warnings: [],
    })
  })

  it('that is called off says so', () => {
    expect(read({ transactionStatus: 'canc' })).toEqual({ kind: 'refused', reason: 'cancelled' })
  })

  it.each([
    [{}, 'unexplained'],
    [{ tppMessage: [{ code: 'AM04', category: 'error' }] }, 'insufficient_funds'],
    [{ tppMessages: [{ code: 'ac03', category: 'error' }] }, 'to_number_invalid'],
    [{ tppMessage: [{ code: 'XX99' }, { code: 'CH04' }] }, 'date_invalid'],
    [{ tppMessage: [{ code: 'XX99' }] }, 'unexplained'],
  ])('that is refused with %j is so for the reason %s', (messages, reason) => {
    expect(read({ transactionStatus: 'RJCT', ...messages })).toEqual({ kind: 'refused', reason })
  })

  it('of a state that there is none of is a wrong answer', () => {
    expect(() => read({ transactionStatus: 'perhaps' })).toThrow(/transactionStatus/)
  })
})

describe('who has to approve a payment', () => {
  it.each([
    ['rcvd', null, null, null],
    ['rcvd', 1, 1, null],
    ['rcvd', null, 1, null],
    ['pdng', 2, 2, null],
    ['actc', 1, 1, null],
    ['rcvd', 1, 0, processing],
    ['rcvd', 2, 1, waiting],
    ['pdng', 3, 1, waiting],
    ['patc', null, null, waiting],
    ['patc', 2, 1, waiting],
    ['pdng', null, null, processing],
  ])('in the state %s, of %j still %j', (status, required, remaining, expected) => {
    expect(read(counted(status, required, remaining))).toEqual(expected)
  })

  it.each(['acsc', 'rjct', 'canc'])('is nobody when it is over: %s', (status) => {
    expect(read(counted(status, 2, 2))).not.toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { toReason } from './transferCodes.ts'

describe('a code of ISO 20022', () => {
  it.each([
    ['AC01', 'to_number_invalid'],
    ['AC02', 'from_number_invalid'],
    ['AC03', 'to_number_invalid'],
    ['AC04', 'account_closed'],
    ['AC06', 'from_blocked'],
    ['AC07', 'to_closed'],
    ['AC13', 'from_not_for_payments'],
    ['AC14', 'to_cannot_receive'],
    ['AM02', 'amount_limit'],
    ['AM03', 'currency_invalid'],
    ['AM04', 'insufficient_funds'],
    ['CH04', 'date_invalid'],
    ['RR07', 'message_invalid'],
    ['CUST', 'approval_refused'],
    ['DS02', 'cancelled'],
    ['DS0H', 'not_authorized'],
    ['NOAS', 'approval_expired'],
  ])('%s is told as %s', (code, reason) => {
    expect(toReason([{ code }])).toBe(reason)
  })

  it.each([[[]], [[{ code: 'MS03' }]], [[{ code: 'NARR' }]]])(
    'that says nothing, %j, is told as that',
    (codes) => {
      expect(toReason(codes)).toBe('unexplained')
    },
  )

  it('is found behind one that says nothing', () => {
    expect(toReason([{ code: 'MS03' }, { code: 'am04' }])).toBe('insufficient_funds')
  })
})

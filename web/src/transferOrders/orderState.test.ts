import { describe, expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { toSentOrder, toTransferOrder } from '../testing/transferData.ts'
import { toAskAfterMs, toStanding } from './orderState.ts'

const today = parseLocalDate('2026-10-14')
const app = (askAfterMs: number) =>
  ({ kind: 'app', qr: null, link: null, hint: 'waiting', askAfterMs }) as const

describe('what a person makes of an order', () => {
  it.each([
    [toTransferOrder(), 'reviewed'],
    [toSentOrder('done'), 'done'],
    [toSentOrder('done', { executesOn: '2026-10-14' }), 'done'],
    [toSentOrder('done', { executesOn: '2026-10-15' }), 'later'],
    [toSentOrder('unknown'), 'unknown'],
    [toSentOrder('unknown', { decision: 'did_not_happen', knownBy: 'person' }), 'absent'],
    [toSentOrder('unknown', { decision: 'happened', knownBy: 'person' }), 'happened'],
    [toSentOrder('done', { decision: 'happened', knownBy: 'person' }), 'happened'],
  ])('is %#: %s', (order, standing) => {
    expect(toStanding(order, today)).toBe(standing)
  })

  it('believes the bank when one that did not happen turns up there', () => {
    const order = toSentOrder('done', { decision: 'did_not_happen', knownBy: 'list' })

    expect(toStanding(order, today)).toBe('done')
  })
})

describe('the page asks again', () => {
  it('soon while it is being sent', () => {
    expect(toAskAfterMs(toSentOrder('sending'), 0)).toBe(1000)
  })

  it('as often as the app says, but never all the time', () => {
    expect(toAskAfterMs({ state: 'approval', approval: app(2000) }, 3)).toBe(2000)
    expect(toAskAfterMs({ state: 'approval', approval: app(0) }, 3)).toBe(500)
  })

  it('at once when it does not know what there is to approve', () => {
    expect(toAskAfterMs({ state: 'approval', approval: null }, 0)).toBe(0)
    expect(toAskAfterMs({ state: 'approval', approval: null }, 1)).toBe(1500)
  })

  it('not by itself while somebody is on a page of the bank', () => {
    const approval = { kind: 'page', url: 'https://bank.example' } as const

    expect(toAskAfterMs({ state: 'approval', approval }, 0)).toBeNull()
  })

  it('less often where the bank takes its time', () => {
    expect(toAskAfterMs(toSentOrder('processing'), 0)).toBe(1500)
    expect(toAskAfterMs(toSentOrder('processing'), 3)).toBe(4000)
    expect(toAskAfterMs(toSentOrder('processing'), 30)).toBe(15_000)
  })

  it.each(['reviewed', 'done', 'refused', 'unknown', 'not_sent'] as const)(
    'never when %s',
    (state) => {
      expect(toAskAfterMs(toTransferOrder({ state }), 0)).toBeNull()
    },
  )
})

import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import type { BankTransfer } from '../bankTransfers.ts'
import { BankError } from '../bankError.ts'
import { countLike } from './countLike.ts'
import { createTestApi } from './testApi.ts'
import type { TestAnswers } from './testApi.ts'

// What the test's bank has as today.
const today = parseLocalDate('2026-03-13')

const end = (key: string, number: string, iban: string) =>
  ({ key, number, iban, kind: 'current', transferKey: null }) as const
const transfer: BankTransfer = {
  from: end('from-1', '58398257466', 'SE4550000000058398257466'),
  to: end('to-1', '58398257555', 'SE6850000000058398257555'),
  amount: moneyFromMinor(345_50, parseCurrency('SEK')),
  date: today,
  message: '',
}
const row = (amount: string, part: object = {}) => ({
  bookingDate: '2026-03-13',
  transactionAmount: { amount, currency: 'SEK' },
  descriptiveText: 'Transfer',
  ...part,
})
const out = row('-345.500')
const into = row('345.500')

function listed(lists: {
  out?: object[]
  into?: object[]
  pending?: object[]
  from?: string
}): TestAnswers {
  const dates = `&dateFrom=${lists.from ?? '2026-03-13'}&dateTo=2026-03-13`
  const path = (key: string) => `/accounts/${key}/transactions?bookingStatus=`
  return {
    [`${path('from-1')}booked${dates}`]: toWire({ booked: lists.out ?? [] }),
    [`${path('to-1')}booked${dates}`]: toWire({ booked: lists.into ?? [] }),
    [`${path('from-1')}pending`]: toWire({ pending: lists.pending ?? [] }),
    [`${path('to-1')}pending`]: toWire({}),
  }
}

function toWire(transactions: object) {
  return JSON.parse(JSON.stringify({ transactions }))
}

const count = (answers: TestAnswers, wish: Partial<BankTransfer> = {}) =>
  countLike(createTestApi(answers).api, { ...transfer, ...wish })

describe('transfers like this one', () => {
  it('are counted where they left one account and came to the other', async () => {
    expect(await count(listed({}))).toBe(0)
    expect(await count(listed({ out: [out], into: [into] }))).toBe(1)
    expect(await count(listed({ out: [out, out], into: [into, into, into] }))).toBe(2)
  })

  it.each([
    ['only left', { out: [out] }],
    ['only came', { into: [into] }],
    ['went the other way', { out: [into], into: [out] }],
    ['are of another amount', { out: [row('-345.510')], into: [row('345.510')] }],
  ])('are not those that %s', async (_how, lists) => {
    expect(await count(listed(lists))).toBe(0)
  })

  it('are not those of the days before', async () => {
    const before = { bookingDate: '2026-03-12' }
    const lists = { out: [row('-345.500', before)], into: [row('345.500', before)] }

    expect(await count(listed(lists))).toBe(0)
  })

  it('may be upcoming, when they say where to', async () => {
    const date = addDays(today, 7)
    const upcoming = { bookingDate: undefined, valueDate: date, pendingType: 'Upcoming' }
    const to = (creditorAccount: unknown) => row('-345.500', { ...upcoming, creditorAccount })

    const counted = (pending: object) => count(listed({ pending: [pending] }), { date })
    expect(await counted(to('58398257555'))).toBe(1)
    expect(await counted(to({ iban: 'SE68 5000 0000 0583 9825 7555' }))).toBe(1)
    expect(await counted(to('50501055'))).toBe(0)
    expect(await counted(row('-345.500', upcoming))).toBe(0)
  })

  it('are looked for from the day on which they were wished', async () => {
    const date = addDays(today, -3)
    const lists = listed({ out: [out], into: [into], from: date })

    expect(await count(lists, { date })).toBe(1)
  })

  it('cannot be told when a list is not whole', async () => {
    const lists = listed({ out: [out], into: [into] })
    const pending = '/accounts/from-1/transactions?bookingStatus=pending'

    expect(await count({ ...lists, [pending]: new BankError('bank_timeout') })).toBeNull()
  })
})

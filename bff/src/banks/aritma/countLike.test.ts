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
  from: end('from-1', '86011117947', 'NO9386011117947'),
  to: end('to-1', '12993105435', 'NO5412993105435'),
  amount: moneyFromMinor(345_50, parseCurrency('NOK')),
  date: today,
  message: 'Sparing',
}
const row = (amount: string, part: object = {}) => ({
  bookingDate: '2026-03-13T00:00:00Z',
  transactionAmount: { amount, currency: 'NOK' },
  ...part,
})
const out = row('-345.50')
const into = row('345.50')
const said = (text: string) => ({ unstructuredRemittanceInformation: text })

interface Lists {
  readonly out?: object[]
  readonly into?: object[]
  readonly outPending?: object[]
  readonly intoPending?: object[]
}

function pathOf(key: string, dayBefore = '2026-03-12'): string {
  return `/accounts/${key}/transactions?dateFrom=${dayBefore}T00%3A00%3A00Z&bookingStatus=both`
}

function listed(lists: Lists, dayBefore?: string): TestAnswers {
  return {
    [pathOf('from-1', dayBefore)]: toWire({ booked: lists.out, pending: lists.outPending }),
    [pathOf('to-1', dayBefore)]: toWire({ booked: lists.into, pending: lists.intoPending }),
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

  it('are counted once when one list has them booked and the other pending', async () => {
    expect(await count(listed({ outPending: [out], into: [into] }))).toBe(1)
    expect(await count(listed({ out: [out], intoPending: [into] }))).toBe(1)
  })

  it.each([
    ['only left', { out: [out] }],
    ['only came', { into: [into] }],
    ['went the other way', { out: [into], into: [out] }],
    ['are of another amount', { out: [row('-345.51')], into: [row('345.51')] }],
  ])('are not those that %s', async (_how, lists) => {
    expect(await count(listed(lists))).toBe(0)
  })

  it.each(['2026-03-12T00:00:00Z', '2026-03-21T00:00:00Z'])(
    'are not those of days before, or long after: %s',
    async (bookingDate) => {
      const rows = {
        out: [row('-345.50', { bookingDate })],
        into: [row('345.50', { bookingDate })],
      }

      expect(await count(listed(rows))).toBe(0)
    },
  )

  it.each([
    [{ bban: '1299.31.05435' }, 1],
    [{ iban: 'NO54 1299 3105 435' }, 1],
    [{ bban: '12993405568' }, 0],
  ])('are with the account that is told, %j: %i', async (creditorAccount, found) => {
    const rows = { out: [row('-345.50', { creditorAccount })], into: [into] }

    expect(await count(listed(rows))).toBe(found)
  })

  it.each([
    ['Sparing', 1],
    ['SPAR ING', 1],
    ['Husleie', 0],
  ])('carry the message that is told, %s: %i', async (text, found) => {
    const rows = { out: [row('-345.50', said(text))], into: [into] }

    expect(await count(listed(rows))).toBe(found)
  })

  it('may carry the bank’s own words where no message was sent', async () => {
    const rows = { out: [row('-345.50', said('Overføring'))], into: [into] }

    expect(await count(listed(rows), { message: '' })).toBe(1)
  })

  it('may lie ahead at the sender alone, when they say where to', async () => {
    const date = addDays(today, 7)
    const coming = { bookingDate: null, valueDate: `${date}T00:00:00Z` }
    const to = { creditorAccount: { bban: '12993105435' } }
    const counted = (part: object) =>
      count(listed({ outPending: [row('-345.50', { ...coming, ...part })] }), { date })

    expect(await counted(to)).toBe(1)
    expect(await counted({})).toBe(0)
  })

  it('are looked for from the day on which they were wished', async () => {
    const date = addDays(today, -3)

    expect(await count(listed({ out: [out], into: [into] }, '2026-03-09'), { date })).toBe(1)
  })

  it.each(['from-1', 'to-1'])('cannot be told when the list of %s does not come', async (key) => {
    const lists = listed({ out: [out], into: [into] })

    expect(await count({ ...lists, [pathOf(key)]: new BankError('bank_timeout') })).toBeNull()
  })

  it('cannot be told when a later page does not come', async () => {
    const next = { _links: { next: { href: '/next' } }, transactions: { booked: [out] } }
    const lists = { ...listed({ into: [into] }), [pathOf('from-1')]: next }

    expect(await count({ ...lists, '/next': new BankError('bank_timeout') })).toBeNull()
  })
})

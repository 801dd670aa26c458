import { parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { testAnswers, withChange } from './testAnswers.ts'
import { toAccount, toHolder } from './mapping.ts'
import { readPage } from './readPage.ts'
import { accountsShape, ownersShape } from './wireShapes.ts'

const today = parseLocalDate('2026-03-13')
const v8 = { version: 'v8', today } as const
const v7 = { version: 'v7', today } as const

function readAccounts(answer: WireJson) {
  return parseWire(accountsShape, answer).accounts.map((account, at) =>
    toAccount(account, `accounts[${at}]`),
  )
}

function fieldOfError(read: () => unknown): string | undefined {
  try {
    read()
  } catch (error) {
    if (error instanceof MappingError) return error.field
    throw error
  }
  return undefined
}

describe('accounts', () => {
  it('reads three decimals exactly and keeps booked and available apart', () => {
    const [account] = readAccounts(testAnswers.accountsV8)

    expect(account).toEqual({
      key: '0b6f0c1e-1111-4222-8333-944455556666',
      name: 'Vardag',
      number: '58398257466',
      iban: 'SE4550000000058398257466',
      kind: 'current',
      currency: 'SEK',
      balance: { minor: 215_050, currency: 'SEK' },
      available: { minor: 200_050, currency: 'SEK' },
      holder: 'Anna Andersson',
      closed: false,
      transfer: { from: true, to: true, key: null },
    })
  })

  it('calls an account by its product when it has no name, and leaves an untold balance open', () => {
    const [, savings] = readAccounts(testAnswers.accountsV8)

    expect(savings).toMatchObject({ name: 'Enkla sparkontot', kind: 'savings', available: null })
    expect(savings?.balance).toEqual({ minor: -1, currency: 'EUR' })
  })

  it.each(['accountsV8', 'accountsV7'] as const)(
    'leaves out a closed account, which has no currency any more (%s)',
    (fixture) => {
      expect(readAccounts(testAnswers[fixture]).at(-1)).toBeNull()
    },
  )

  it('shows an account as closed while the bank still gives its currency', () => {
    const answer = withChange(testAnswers.accountsV8, 'accounts.0.status', 'deleted')

    expect(readAccounts(answer)[0]).toMatchObject({ closed: true, currency: 'SEK' })
  })

  it('reads the two decimals of v7', () => {
    const [account] = readAccounts(testAnswers.accountsV7)

    expect(account?.balance).toEqual({ minor: 215_050, currency: 'SEK' })
  })

  it.each([
    [
      'accounts.0.balances.1.balanceAmount.amount',
      '2150,500',
      'accounts[0].balances[1].balanceAmount.amount',
    ],
    [
      'accounts.0.balances.1.balanceAmount.amount',
      '2150.505',
      'accounts[0].balances[1].balanceAmount.amount',
    ],
    [
      'accounts.0.balances.1.balanceAmount.amount',
      null,
      'accounts[0].balances[1].balanceAmount.amount',
    ],
    [
      'accounts.0.balances.1.balanceAmount.currency',
      'NOK',
      'accounts[0].balances[1].balanceAmount.currency',
    ],
    ['accounts.0.currency', undefined, 'accounts[0].currency'],
    ['accounts.0.currency', 'kronor', 'accounts[0].currency'],
    ['accounts.1.resourceId', '../cards', 'accounts[1].resourceId'],
    ['accounts.1.resourceId', undefined, 'accounts[1].resourceId'],
    ['accounts', undefined, 'accounts'],
    ['accounts', {}, 'accounts'],
  ])('names the field when %s is %j', (path, value, field) => {
    const answer = withChange(testAnswers.accountsV8, path, value)

    expect(fieldOfError(() => readAccounts(answer))).toBe(field)
  })

  it('names all holders once, the person first', () => {
    const owners = (change: object) => parseWire(ownersShape, { ownerName: 'Anna', ...change })

    expect(toHolder(parseWire(ownersShape, testAnswers.accountV8))).toBe(
      'Anna Andersson, Olle Andersson',
    )
    expect(toHolder(owners({ accountOwners: ['Anna'] }))).toBe('Anna')
    expect(toHolder(parseWire(ownersShape, {}))).toBeNull()
  })
})

describe('booked rows', () => {
  it('reads a card row: exact amount, both days, the merchant without the purchase day', () => {
    const answer = testAnswers.bookedV8

    const [card] = readPage(answer, v8).booked

    expect(card).toMatchObject({
      bookingDate: '2026-03-12',
      valueDate: '2026-03-11',
      amount: { minor: -12_950, currency: 'SEK' },
      text: 'Wirströms PUB',
      bankText: 'WIRSTRÖMS PUB/26-03-10',
      kind: 'Card purchase',
      bankId: 'v8-row-1',
      counterparty: null,
      original: null,
    })
    expect(card?.wire).toHaveProperty('entryReference', '5490990001')
  })

  it('falls back to the message and the value day where the main text and booking day are missing', () => {
    const row = readPage(testAnswers.bookedV8, v8).booked[2]

    expect(row).toMatchObject({ text: 'Aviavgift februari', bookingDate: '2026-02-27', kind: null })
    expect(row?.counterparty).toEqual({ name: null, account: '9019506' })
  })

  it('keeps the message among the words of the bank', () => {
    const row = readPage(testAnswers.bookedV8, v8).booked[1]

    expect(row).toMatchObject({ text: 'Olle Andersson', bankText: 'Olle Andersson · Hyra mars' })
  })

  it('keeps the link to the next page as the bank wrote it', () => {
    expect(readPage(testAnswers.bookedV8, v8).next).toMatch(/paginationKey=P9OvCm\.\.KCoq_duHK9$/)
    expect(readPage(testAnswers.bookedLastPageV8, v8).next).toBeNull()
  })

  it.each([
    [
      'transactions.booked.1.transactionAmount.amount',
      '345,000',
      'transactions.booked[1].transactionAmount.amount',
    ],
    [
      'transactions.booked.1.transactionAmount.amount',
      '1e400',
      'transactions.booked[1].transactionAmount.amount',
    ],
    [
      'transactions.booked.1.transactionAmount.amount',
      '0.001',
      'transactions.booked[1].transactionAmount.amount',
    ],
    [
      'transactions.booked.1.transactionAmount',
      undefined,
      'transactions.booked[1].transactionAmount',
    ],
    [
      'transactions.booked.1.transactionAmount.currency',
      'sek',
      'transactions.booked[1].transactionAmount.currency',
    ],
    ['transactions.booked.0.bookingDate', '2026-02-30', 'transactions.booked[0].bookingDate'],
    ['transactions.booked.2.valueDate', undefined, 'transactions.booked[2].bookingDate'],
    ['transactions.booked', 'none', 'transactions.booked'],
    ['transactions', undefined, 'transactions'],
  ])('names the field when %s is %j', (path, value, field) => {
    const answer = withChange(testAnswers.bookedV8, path, value)

    expect(fieldOfError(() => readPage(answer, v8))).toBe(field)
  })
})

describe('pending rows', () => {
  it('takes the sign of v8 as sent', () => {
    const { pending } = readPage(testAnswers.pendingV8, v8)

    expect(pending.map(({ amount }) => amount.minor)).toEqual([-8790, -120_000])
    expect(pending[1]?.counterparty).toEqual({ name: null, account: '816619843227316' })
  })

  it('lets money come in while pending in v8', () => {
    const answer = withChange(
      testAnswers.pendingV8,
      'transactions.pending.1.transactionAmount.amount',
      '10.000',
    )

    expect(readPage(answer, v8).pending[1]?.amount.minor).toBe(1000)
  })

  it('turns the unsigned amounts of v7 to money out, and names the creditor', () => {
    const { pending } = readPage(testAnswers.pendingV7, v7)

    expect(pending.map(({ amount }) => amount.minor)).toEqual([-8790, -120_000])
    expect(pending[1]).toMatchObject({
      text: '987fd64d-Ab9',
      bankText: '987fd64d-Ab9 · Hyra april',
      counterparty: { name: '987fd64d-Ab9' },
    })
  })

  it('does not guess the direction of an unknown kind of v7, and does not mind one in v8', () => {
    const path = 'transactions.pending.0.pendingType'

    const unknownInV7 = withChange(testAnswers.pendingV7, path, 'Refund')
    const unknownInV8 = withChange(testAnswers.pendingV8, path, 'Refund')

    expect(fieldOfError(() => readPage(unknownInV7, v7))).toBe(
      'transactions.pending[0].pendingType',
    )
    expect(readPage(unknownInV8, v8).pending[0]).toMatchObject({
      kind: 'Refund',
      amount: { minor: -8790 },
    })
  })

  it('puts a row without any day on today', () => {
    const answer = withChange(testAnswers.pendingV8, 'transactions.pending.0.valueDate', undefined)

    expect(readPage(answer, v8).pending[0]?.bookingDate).toBe(today)
  })
})

import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toAccount, toRow, toState } from './mapping.ts'
import { testAnswers, withChange } from './testAnswers.ts'
import { balancesShape, detailsShape, transactionShape } from './wireShapes.ts'

const today = parseLocalDate('2026-03-13')
const { details, balances, transactions } = testAnswers

function readAccount(answer: WireJson = details, told: WireJson = balances) {
  return toAccount({
    key: 'hash-1',
    details: parseWire(detailsShape, answer),
    balances: parseWire(balancesShape, told).balances,
  })
}

const rawShape = v.object({ transactions: v.array(v.unknown()) })

function rowAt(index: number, change?: readonly [path: string, value: unknown]) {
  const raw = parseWire(rawShape, transactions).transactions[index] as WireJson
  const wire = change ? withChange(raw, ...change) : raw
  const row = parseWire(transactionShape, wire)
  const context = { field: `transactions[${index}]`, wire, today }
  return { row: () => toRow(row, context), state: () => toState(row, context), wire }
}

describe('an account', () => {
  it('is told by its number, with what is booked and what is available', () => {
    expect(readAccount()).toEqual({
      key: 'hash-1',
      name: 'Brukskonto',
      number: '86011117947',
      iban: 'NO9386011117947',
      kind: 'current',
      currency: 'NOK',
      balance: { minor: 1_234_567, currency: 'NOK' },
      available: { minor: 1_260_050, currency: 'NOK' },
      holder: 'Kari Eksempel',
      closed: false,
    })
  })

  it.each([
    ['product', { details: null }, 'Folio'],
    ['number', { details: null, product: null }, '86011117947'],
  ])('is called by its %s where nobody named it', (_what, names, name) => {
    const answer = Object.entries(names).reduce(
      (at, [key, value]) => withChange(at, key, value),
      details,
    )

    expect(readAccount(answer).name).toBe(name)
  })

  it('has the Norwegian number that its IBAN ends with', () => {
    expect(readAccount(withChange(details, 'all_account_ids', [])).number).toBe('86011117947')
  })

  it('has no number that is a card’s, with stars in it', () => {
    const masked = { identification: '5413 33** **** 1234', scheme_name: 'CPAN' }
    const card = [
      ['account_id', { iban: null, other: masked }],
      ['all_account_ids', [masked]],
      ['cash_account_type', 'CARD'],
    ] as const
    const answer = card.reduce((at, [path, value]) => withChange(at, path, value), details)

    expect(readAccount(answer)).toMatchObject({ kind: 'card', number: null, iban: null })
  })

  it.each([
    ['CASH', 'current'],
    ['SVGS', 'savings'],
    ['LOAN', 'loan'],
    ['OTHR', 'other'],
    [null, 'other'],
  ])('of the type %s is %s', (type, kind) => {
    expect(readAccount(withChange(details, 'cash_account_type', type)).kind).toBe(kind)
  })

  it('that is owed has a negative balance, as it is told', () => {
    const owed = withChange(balances, 'balances.1.balance_amount.amount', '-612.40')

    expect(readAccount(details, owed).balance?.minor).toBe(-61_240)
  })

  it('takes no balance of another currency for its own', () => {
    const foreign = withChange(balances, 'balances.1.balance_amount.currency', 'EUR')

    expect(readAccount(details, foreign).balance).toBeNull()
  })

  it('takes what is expected where nothing booked is told', () => {
    expect(
      readAccount(details, withChange(balances, 'balances.1.balance_type', 'XPCD')).balance?.minor,
    ).toBe(1_234_567)
    expect(
      readAccount(details, withChange(balances, 'balances.1.balance_type', 'OTHR')).balance,
    ).toBeNull()
  })

  it('is a wrong answer with an amount that is none', () => {
    const wrong = withChange(balances, 'balances.1.balance_amount.amount', '1.005')

    expect(() => readAccount(details, wrong)).toThrow('balances[1].balance_amount.amount')
  })
})

describe('a row', () => {
  it('out is negative, and names the creditor', () => {
    const { row, wire } = rowAt(0)

    expect(row()).toEqual({
      bookingDate: '2026-03-11',
      valueDate: '2026-03-10',
      amount: { minor: -34_900, currency: 'NOK' },
      text: 'Kiwi Grünerløkka',
      bankText: 'KIWI GRÜNERLØKKA · Varekjøp Oslo sentrum',
      counterparty: { name: 'KIWI GRÜNERLØKKA', account: null },
      original: null,
      kind: 'Varekjøp',
      bankId: 'reference-1',
      wire,
    })
  })

  it('in is positive, and names the debtor with their number', () => {
    expect(rowAt(2).row()).toMatchObject({
      amount: { minor: 2_500_000 },
      text: 'Eksempel AS',
      counterparty: { name: 'Eksempel AS', account: '15060012345' },
    })
  })

  it('paid in another currency has that amount and the rate', () => {
    expect(rowAt(1).row()).toMatchObject({
      original: { amount: { minor: -10_000, currency: 'EUR' }, rate: '11.4025' },
      // Without a reference of the bank, the service’s own id is the hint.
      bankId: 'transaction-2',
    })
  })

  it('that nobody is named in reads as its text', () => {
    expect(rowAt(3).row()).toMatchObject({ text: 'Ruter 12345', counterparty: null, bankId: null })
  })

  it.each([
    ['value_date', ['booking_date', null], '2026-03-10'],
    ['transaction_date', ['booking_date', null, 'value_date', null], '2026-03-09'],
  ] as const)('without a booking date is on its %s', (_what, path, day) => {
    const withoutBooking = withChange(rowAt(0).wire, path[0], path[1])
    const wire = path.length > 2 ? withChange(withoutBooking, 'value_date', null) : withoutBooking
    const row = parseWire(transactionShape, wire)

    expect(toRow(row, { field: 'row', wire, today }).bookingDate).toBe(day)
  })

  it('that is booked must have a day; one that is pending stands on today', () => {
    expect(() => rowAt(3, ['status', 'BOOK']).row()).toThrow('transactions[3].booking_date')
    expect(rowAt(3).row().bookingDate).toBe(today)
  })

  it('goes the way that the indicator says, whatever sign the amount has', () => {
    expect(rowAt(0, ['transaction_amount.amount', '-349.00']).row().amount.minor).toBe(-34_900)
    expect(rowAt(2, ['transaction_amount.amount', '-25000.00']).row().amount.minor).toBe(2_500_000)
  })

  it('without an indicator goes out when it is negative, and else nobody knows', () => {
    const signed = withChange(rowAt(0).wire, 'transaction_amount.amount', '-349.00')
    const wire = withChange(signed, 'credit_debit_indicator', null)

    expect(
      toRow(parseWire(transactionShape, wire), { field: 'row', wire, today }).amount.minor,
    ).toBe(-34_900)
    expect(() => rowAt(0, ['credit_debit_indicator', null]).row()).toThrow(
      'transactions[0].credit_debit_indicator',
    )
    expect(() => rowAt(0, ['credit_debit_indicator', 'BOTH']).row()).toThrow(
      'transactions[0].credit_debit_indicator',
    )
  })

  it.each([
    ['BOOK', 'booked'],
    ['PDNG', 'pending'],
    ['HOLD', 'pending'],
    ['OTHR', 'pending'],
    ['INFO', 'none'],
    ['CNCL', 'none'],
    ['RJCT', 'none'],
    ['SCHD', 'none'],
  ])('of the status %s is %s', (status, state) => {
    expect(rowAt(0, ['status', status]).state()).toBe(state)
  })

  it('of an unknown status is a wrong answer, for money may have moved', () => {
    expect(() => rowAt(0, ['status', 'DONE']).state()).toThrow('transactions[0].status')
  })

  it('of an unknown currency is a wrong answer', () => {
    expect(() => rowAt(0, ['transaction_amount.currency', 'kr']).row()).toThrow(
      'transactions[0].transaction_amount.currency',
    )
  })
})

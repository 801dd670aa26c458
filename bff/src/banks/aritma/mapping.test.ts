import { parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import type { WireJson } from '../wire.ts'
import { toAccount, toBooked, toPending } from './mapping.ts'
import { testAnswers, withChange } from './testAnswers.ts'
import { accountsShape, balancesShape, transactionsShape } from './wireShapes.ts'

const today = parseLocalDate('2026-03-13')

function readAccount(change?: { path: string; value: unknown }) {
  const fixture = testAnswers.accounts
  const answer = change ? withChange(fixture, `accounts.0.${change.path}`, change.value) : fixture
  const [account] = parseWire(accountsShape, answer).accounts
  if (!account) throw new TypeError('the fixture has no account')
  return toAccount(account, 'accounts[0]')
}

function readRows(change?: { path: string; value: unknown }) {
  const fixture = testAnswers.transactions
  const answer = change ? withChange(fixture, `transactions.${change.path}`, change.value) : fixture
  const { transactions } = parseWire(transactionsShape, answer)
  const wire: WireJson = null
  const contextOf = (list: string, at: number) => ({
    field: `transactions.${list}[${at}]`,
    wire,
    today,
  })
  return {
    booked: transactions.booked.map((row, at) => toBooked(row, contextOf('booked', at))),
    pending: transactions.pending.map((row, at) => toPending(row, contextOf('pending', at))),
  }
}

describe('an account', () => {
  it('has the exact balance that is booked, not the expected one', () => {
    expect(readAccount()).toEqual({
      key: '0b6f0c1e111142228333944455556666',
      name: 'Regningskonto',
      number: '86011117947',
      iban: 'NO9386011117947',
      kind: 'current',
      currency: 'NOK',
      balance: { minor: 125_050, currency: 'NOK' },
      available: { minor: 110_000, currency: 'NOK' },
      holder: null,
      closed: false,
      transfer: { from: true, to: true, key: null },
    })
  })

  it('takes its currency and a closing balance from the balances where it names none', () => {
    const [, loan] = parseWire(accountsShape, testAnswers.accounts).accounts
    const { balances } = parseWire(balancesShape, testAnswers.balances)
    if (!loan) throw new TypeError('the fixture has no loan')

    expect(toAccount({ ...loan, balances }, 'accounts[1]')).toMatchObject({
      kind: 'loan',
      iban: null,
      currency: 'NOK',
      balance: { minor: -250_000_000, currency: 'NOK' },
      available: null,
    })
  })

  it.each([
    ['displayName', null, { name: 'Brukskonto' }],
    ['balances', [], { balance: null, available: null }],
    ['accountStatus', 'CLOSED', { closed: true }],
    ['accountStatus', 'Sleeping', { closed: false }],
    ['displayName', 'Høyrentekonto', { kind: 'savings' }],
    ['displayName', 'Kredittkort', { kind: 'card' }],
    ['displayName', 'Rammekreditt', { kind: 'loan' }],
    ['displayName', 'Lønnskonto', { kind: 'current' }],
  ])('with %s %j is read as %j', (path, value, expected) => {
    expect(readAccount({ path, value })).toMatchObject(expected)
  })

  it.each([
    ['id', '../payments', 'accounts[0].id'],
    ['currency', 'kroner', 'accounts[0].currency'],
    ['balances.1.balanceAmount.amount', '1 250,50', 'accounts[0].balances[1].balanceAmount.amount'],
    ['balances.1.balanceAmount.amount', '0.001', 'accounts[0].balances[1].balanceAmount.amount'],
    ['balances.1.balanceAmount.currency', 'EUR', 'accounts[0].balances[1].balanceAmount.currency'],
    ['balances.2.balanceType', undefined, 'accounts[0].balances[2].balanceType'],
  ])('with a wrong %s (%j) is refused by name', (path, value, field) => {
    expect(() => readAccount({ path, value })).toThrow(new MappingError(field))
  })

  it('without any currency is refused', () => {
    const answer = withChange(testAnswers.accounts, 'accounts.0.balances', [])
    const [account] = parseWire(accountsShape, answer).accounts
    if (!account) throw new TypeError('the fixture has no account')

    expect(() => toAccount({ ...account, currency: null }, 'accounts[0]')).toThrow(
      new MappingError('accounts[0].currency'),
    )
  })
})

describe('a booked row', () => {
  it('names the creditor of what goes out, readably, and keeps the words of the bank', () => {
    expect(readRows().booked[0]).toEqual({
      bookingDate: '2026-03-02',
      valueDate: '2026-03-02',
      amount: { minor: -12_900, currency: 'NOK' },
      text: 'Butikk PÅ Hjørnet AS',
      bankText: 'BUTIKK PÅ HJØRNET AS · Varekjøp',
      counterparty: { name: 'BUTIKK PÅ HJØRNET AS', account: '12345678903' },
      original: null,
      kind: 'PMNT-CCRD-POSD',
      bankId: 'row-1',
      wire: null,
    })
  })

  it('names the debtor of what comes in, never the person themselves', () => {
    expect(readRows().booked[1]).toMatchObject({
      amount: { minor: 3_145_075 },
      text: 'Fjordby kommune',
      bankText: 'Fjordby kommune · Lønn februar',
      counterparty: { name: 'Fjordby kommune', account: 'NO9386011117947' },
      kind: 'Lønn',
    })
  })

  it('falls back on message, value date and reference', () => {
    expect(readRows().booked[2]).toMatchObject({
      bookingDate: '2026-02-27',
      text: 'Gebyr nettbank',
      bankText: 'Gebyr nettbank',
      counterparty: null,
      kind: null,
      bankId: '100200302',
    })
  })

  // Midnight in UTC (v4's sample), in Oslo, in Oslo written in UTC, with seven decimals (v3), or a plain day.
  it.each([
    ['2026-03-02T00:00:00Z', '2026-03-02'],
    ['2026-03-02T00:00:00+01:00', '2026-03-02'],
    ['2026-03-01T23:00:00Z', '2026-03-02'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
    ['2026-03-02T00:00:00.0000000+01:00', '2026-03-02'],
    ['2026-03-02T00:00:00', '2026-03-02'],
    ['2026-03-02', '2026-03-02'],
  ])('booked at %s stands on %s', (value, day) => {
    expect(readRows({ path: 'booked.0.bookingDate', value }).booked[0]?.bookingDate).toBe(day)
  })

  it.each([
    ['booked.0.bookingDate', '2026-02-30T00:00:00Z', 'transactions.booked[0].bookingDate'],
    ['booked.0.bookingDate', '02.03.2026', 'transactions.booked[0].bookingDate'],
    ['booked.0.transactionAmount', undefined, 'transactions.booked[0].transactionAmount'],
    [
      'booked.0.transactionAmount.amount',
      '-129,00',
      'transactions.booked[0].transactionAmount.amount',
    ],
    [
      'booked.0.transactionAmount.amount',
      '-1.295',
      'transactions.booked[0].transactionAmount.amount',
    ],
    [
      'booked.0.transactionAmount.currency',
      'nok',
      'transactions.booked[0].transactionAmount.currency',
    ],
    ['booked.2.valueDate', undefined, 'transactions.booked[2].bookingDate'],
    ['booked', {}, 'transactions.booked'],
  ])('with a wrong %s (%j) is refused by name', (path, value, field) => {
    expect(() => readRows({ path, value })).toThrow(new MappingError(field))
  })

  it('never reads a whole card number', () => {
    const creditorAccount = { pan: '4000000000000002', maskedPan: '400000******0002' }
    const { booked } = readRows({ path: 'booked.0.creditorAccount', value: creditorAccount })

    expect(booked[0]?.counterparty?.account).toBe('400000******0002')
  })
})

describe('a pending row', () => {
  it('without a day stands on today', () => {
    expect(readRows().pending).toMatchObject([
      {
        bookingDate: '2026-03-13',
        valueDate: null,
        amount: { minor: -7490 },
        text: 'Kiwi 123 Grünerløkka',
        bankId: null,
      },
    ])
  })
})

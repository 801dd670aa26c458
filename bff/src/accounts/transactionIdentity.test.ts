import { expect, it } from 'vitest'
import type { AccountId } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { BankTransaction } from '../banks/bank.ts'
import { identifyTransactions } from './transactionIdentity.ts'

const account = 'account-1' as AccountId

function coffee(changes: Partial<BankTransaction> = {}): BankTransaction {
  return {
    bookingDate: parseLocalDate('2026-03-02'),
    valueDate: null,
    amount: moneyFromMinor(-4900, parseCurrency('NOK')),
    text: 'Kaffebrenneriet',
    bankText: 'KAFFEBRENNERIET OSLO',
    counterparty: null,
    original: null,
    kind: null,
    bankId: 'bank-id-1',
    wire: {},
    ...changes,
  }
}

it('gives a row the same id when the bank changes its own', () => {
  const [first] = identifyTransactions(account, 'booked', [coffee()])
  const [again] = identifyTransactions(account, 'booked', [
    coffee({ bankId: 'bank-id-2', text: 'Kaffe' }),
  ])

  expect(again?.id).toBe(first?.id)
})

it('keeps two identical purchases on one day two', () => {
  const ids = identifyTransactions(account, 'booked', [coffee(), coffee()]).map(({ id }) => id)

  expect(new Set(ids).size).toBe(2)
})

it('gives the same ids whatever the order of the answer', () => {
  const other = coffee({ bankText: 'KIWI', amount: moneyFromMinor(-100, parseCurrency('NOK')) })
  const forward = identifyTransactions(account, 'booked', [coffee(), other, coffee()]).map(
    ({ id }) => id,
  )
  const backward = identifyTransactions(account, 'booked', [coffee(), coffee(), other]).map(
    ({ id }) => id,
  )

  expect(new Set(backward)).toEqual(new Set(forward))
})

it.each([
  ['account', () => identifyTransactions('account-2' as AccountId, 'booked', [coffee()])],
  ['status', () => identifyTransactions(account, 'pending', [coffee()])],
  [
    'day',
    () =>
      identifyTransactions(account, 'booked', [
        coffee({ bookingDate: parseLocalDate('2026-03-03') }),
      ]),
  ],
  [
    'amount',
    () =>
      identifyTransactions(account, 'booked', [
        coffee({ amount: moneyFromMinor(-4901, parseCurrency('NOK')) }),
      ]),
  ],
  [
    'currency',
    () =>
      identifyTransactions(account, 'booked', [
        coffee({ amount: moneyFromMinor(-4900, parseCurrency('SEK')) }),
      ]),
  ],
  [
    'text',
    () => identifyTransactions(account, 'booked', [coffee({ bankText: 'KAFFEBRENNERIET BERGEN' })]),
  ],
])('tells rows apart by %s', (_what, identify) => {
  const [first] = identifyTransactions(account, 'booked', [coffee()])

  expect(identify()[0]?.id).not.toBe(first?.id)
})

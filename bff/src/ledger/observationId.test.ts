import { expect, it } from 'vitest'
import type { AccountId, ImportId } from '@skrin/shared/brand'
import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { BankTransaction } from '../banks/bank.ts'
import { toObservationId } from './observationId.ts'
import { toToldRow } from './toToldRow.ts'

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

const booked = { account, source: 'bank', status: 'booked' } as const
const idOf = (changes: Partial<BankTransaction> = {}, teller: Teller = booked, occurrence = 1) =>
  toObservationId(toToldRow(teller, coffee(changes)), occurrence)

type Teller = Parameters<typeof toToldRow>[0]

it('gives a row the id that transactions had before there were observations', () => {
  expect(idOf()).toBe('szqZCWnqPHFf--ZS3bzZmA')
})

it('gives a row the same id when the bank changes its own, or what it writes beside', () => {
  expect(idOf({ bankId: 'bank-id-2', text: 'Kaffe' })).toBe(idOf())
})

it('tells two identical purchases on one day apart', () => {
  expect(idOf({}, booked, 2)).not.toBe(idOf())
})

it.each<[string, Partial<BankTransaction>]>([
  ['day', { bookingDate: parseLocalDate('2026-03-03') }],
  ['amount', { amount: moneyFromMinor(-4901, parseCurrency('NOK')) }],
  ['currency', { amount: moneyFromMinor(-4900, parseCurrency('SEK')) }],
  ['text', { bankText: 'KAFFEBRENNERIET BERGEN' }],
])('tells rows apart by %s', (_what, changes) => {
  expect(idOf(changes)).not.toBe(idOf())
})

it.each<[string, Teller]>([
  ['account', { ...booked, account: 'account-2' as AccountId }],
  ['status', { ...booked, status: 'pending' }],
  ['source', { ...booked, source: 'import-1' as ImportId }],
])('tells rows apart by %s', (_what, teller) => {
  expect(idOf({}, teller)).not.toBe(idOf())
})

import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromDecimal, parseCurrency } from '@skrin/shared/money'
import { expect, it } from 'vitest'
import type { BankTransaction } from '../bank.ts'
import { fillFromArchive } from './fillFromArchive.ts'

const coffee = rowOf({ amount: '-45.00', bankText: 'KAFFE' })

it('adds what only the archive has', () => {
  const old = rowOf({ bookingDate: '2022-01-02', bankId: '1' })

  expect(fillFromArchive([coffee], [old])).toEqual([coffee, old])
})

it('counts a row that both have once, and takes the id from the archive', () => {
  expect(fillFromArchive([coffee], [{ ...coffee, bankId: '7' }])).toEqual([
    { ...coffee, bankId: '7' },
  ])
})

it('adds the third of three equal rows when the statement has two', () => {
  const archive = ['1', '2', '3'].map((bankId) => ({ ...coffee, bankId }))

  expect(fillFromArchive([{ ...coffee }, { ...coffee }], archive)).toHaveLength(3)
})

it('keeps both of two equal rows when the archive has one', () => {
  expect(fillFromArchive([{ ...coffee }, { ...coffee }], [coffee])).toHaveLength(2)
})

it('pairs a row that the archive words otherwise', () => {
  const archived = rowOf({ amount: '-45.00', bankText: '01.02 KAFFE OSLO', bankId: '7' })

  expect(fillFromArchive([coffee], [archived])).toEqual([{ ...coffee, bankId: '7' }])
})

it('pairs equal lines before it pairs equal amounts', () => {
  const bus = rowOf({ amount: '-45.00', bankText: 'BUSS' })
  const archive = [
    { ...bus, bankId: 'bus' },
    { ...coffee, bankId: 'coffee' },
  ]

  const merged = fillFromArchive([coffee, bus], archive)

  expect(merged.map(({ bankId }) => bankId)).toEqual(['coffee', 'bus'])
})

it('keeps rows of another day or amount apart', () => {
  const others = [rowOf({ bookingDate: '2022-02-02' }), rowOf({ amount: '45.00' })]

  expect(fillFromArchive([coffee], others)).toHaveLength(3)
})

function rowOf({
  bookingDate = '2022-02-01',
  amount = '-45.00',
  bankText = 'KAFFE',
  bankId = null,
}: {
  bookingDate?: string
  amount?: string
  bankText?: string
  bankId?: string | null
}): BankTransaction {
  return {
    bookingDate: parseLocalDate(bookingDate),
    valueDate: null,
    amount: moneyFromDecimal(amount, parseCurrency('NOK')),
    text: bankText,
    bankText,
    counterparty: null,
    original: null,
    kind: null,
    bankId,
    wire: null,
  }
}

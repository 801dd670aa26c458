import type { CsvMapping } from '@skrin/shared/api/files'
import { parseCurrency } from '@skrin/shared/money'
import { expect, it } from 'vitest'
import { listMissingRoles, readRecord } from './readRecord.ts'

const mapping: CsvMapping = {
  roles: ['date', 'text', 'amount', 'currency', 'status'],
  headingLine: 1,
  dateOrder: 'dmy',
  decimalSign: ',',
  outIs: 'negative',
}
const read = (cells: readonly string[], changes: Partial<CsvMapping> = {}) =>
  readRecord(cells, { mapping: { ...mapping, ...changes }, currency: parseCurrency('NOK') })
const amountOf = (cell: string, changes: Partial<CsvMapping> = {}) => {
  const record = read(['31.01.2026', 'Rema', cell], changes)
  return record.ok ? record.transaction.amount.minor : record.reason
}

it.each([
  ['-129,50', -12950],
  ['−129,50', -12950],
  ['129,50-', -12950],
  ['(129,50)', -12950],
  ['1 249,50', 124950],
  ['1\u00a0249,50 kr', 124950],
  ['NOK 1.249,50', 124950],
  ['+31000', 3100000],
  ['100,-', 10000],
  ['1.249', 124900],
  ['129.50', 'wrong_amount'],
  ['129,505', 'wrong_amount'],
  ['=1+1', 'wrong_amount'],
  ['1e5', 'wrong_amount'],
  ['tolv', 'wrong_amount'],
])('reads the amount %s', (cell, minor) => {
  expect(amountOf(cell)).toBe(minor)
})

it('turns the sign of a card statement', () => {
  expect(amountOf('129,50', { outIs: 'positive' })).toBe(-12950)
  expect(amountOf('-20,00', { outIs: 'positive' })).toBe(2000)
})

it('takes money in and out from two columns, with or without a minus', () => {
  const roles: CsvMapping['roles'] = ['date', 'out', 'in']
  const minorOf = (out: string, moneyIn: string) => {
    const record = read(['31.01.2026', out, moneyIn], { roles })
    return record.ok ? record.transaction.amount.minor : record.reason
  }

  expect(minorOf('10,00', '')).toBe(-1000)
  expect(minorOf('-10,00', '')).toBe(-1000)
  expect(minorOf('0,00', '20,00')).toBe(2000)
  expect(minorOf('1,00', '2,00')).toBe('wrong_amount')
  expect(minorOf('', '')).toBe('field_missing')
})

it.each([
  [['', 'Rema', '-1,00'], 'field_missing'],
  [['31.02.2026', 'Rema', '-1,00'], 'wrong_date'],
  [['01/31/2026', 'Rema', '-1,00'], 'wrong_date'],
  [['31.01.0026', 'Rema', '-1,00'], 'wrong_date'],
  [['31.01.2026', 'Rema', ''], 'field_missing'],
  [['31.01.2026', 'Rema', '-1,00', 'kroner'], 'wrong_currency'],
  [['31.01.2026', 'Rema', '-1,00', 'NOK', 'Reservert'], 'not_booked'],
])('does not read %j', (cells, reason) => {
  expect(read(cells)).toEqual({ ok: false, reason })
})

it('takes away the apostrophe that made a formula harmless, and no other', () => {
  const textOf = (cell: string) => {
    const record = read(['31.01.2026', cell, '-1,00'])
    return record.ok ? record.transaction.text : record.reason
  }

  expect(textOf(`'=HYPERLINK("x")`)).toBe('=HYPERLINK("x")')
  expect(textOf(`'s-Hertogenbosch`)).toBe(`'s-Hertogenbosch`)
})

it('says which roles are missing', () => {
  expect(listMissingRoles({ ...mapping, roles: ['ignore', 'in'] })).toEqual(['date', 'text'])
})

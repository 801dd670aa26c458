import { expect, it } from 'vitest'
import { toAccount } from '../testing/wireData.ts'
import { noChoices, toFilterChoices } from './filterChoices.ts'
import { toFilterChips } from './toFilterChips.ts'
import type { ChipWords } from './toFilterChips.ts'
import { toFilter } from './transactionFilter.ts'

const account = toAccount()
const words: ChipWords = {
  choices: toFilterChoices([account], new Map([[account.id, 'Brukskonto']]), () => 'Testbanken'),
  t: (key, values = {}) => [key.split('.')[1], ...Object.values(values)].join(' '),
  toDay: (day) => day,
  point: ',',
}
const chipsOf = (query: Record<string, string>) => toFilterChips(toFilter(query), words)
const labelsOf = (query: Record<string, string>) => chipsOf(query).map(({ label }) => label)

it('says what each filter is, in the words of the household', () => {
  expect(
    labelsOf({ q: 'kiwi', member: 'member-1', bank: 'testbank', account: 'account-1' }),
  ).toEqual(['chipText kiwi', 'Kari', 'Testbanken', 'Brukskonto'])
})

it('makes one chip of both ends of a range', () => {
  expect(labelsOf({ min: '500', max: '1000.5' })).toEqual(['chipBetween 500 1000,50'])
  expect(labelsOf({ min: '500' })).toEqual(['chipOver 500'])
  expect(labelsOf({ max: '500' })).toEqual(['chipUnder 500'])
  expect(labelsOf({ from: '2026-01-01', to: '2026-01-31' })).toEqual(['2026-01-01 – 2026-01-31'])
  expect(labelsOf({ to: '2026-01-31' })).toEqual(['chipTo 2026-01-31'])
  expect(labelsOf({ period: 'this-year' })).toEqual(['thisYear'])
})

it('leaves the others of a list when one is taken away', () => {
  const [, second] = chipsOf({ bank: 'testbank,otherbank' })

  expect(second?.without).toEqual({ banks: ['testbank'] })
})

it('says that it does not know, rather than an id', () => {
  expect(labelsOf({ account: 'account-9', direction: 'in', status: 'pending' })).toEqual([
    'chipNoAccount',
    'chipIn',
    'pending',
  ])
})

it('claims nothing about an account while the accounts are on their way', () => {
  const chips = toFilterChips(toFilter({ account: 'account-1' }), { ...words, choices: noChoices })

  expect(chips.map(({ label }) => label)).toEqual(['…'])
})

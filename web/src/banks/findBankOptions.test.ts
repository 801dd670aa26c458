import { expect, it } from 'vitest'
import { toBankOption } from '../testing/wireData.ts'
import { findBankOptions } from './findBankOptions.ts'

const options = [
  'Bien Sparebank',
  'Føroya Banki',
  'Nordea',
  'Åfjord Sparebank',
  'SpareBank 1 Nord-Norge',
].map((label) => toBankOption({ value: label, label }))
const find = (query: string) => findBankOptions(options, query).map(({ label }) => label)

it('has all of them, in their order, while nothing is asked for', () => {
  expect(find('  ')).toEqual(options.map(({ label }) => label))
})

it.each([
  ['afjord', ['Åfjord Sparebank']],
  ['FOROYA', ['Føroya Banki']],
  ['sparebank1', ['SpareBank 1 Nord-Norge']],
  ['bank spare', []],
  ['norge', ['SpareBank 1 Nord-Norge']],
  ['nord-norg', ['SpareBank 1 Nord-Norge']],
  ['1 spare', ['SpareBank 1 Nord-Norge']],
])('finds by the beginning of words, whatever the keyboard: %s', (query, found) => {
  expect(find(query)).toEqual(found)
})

it('puts first what begins as it was typed', () => {
  expect(find('spare')).toEqual(['SpareBank 1 Nord-Norge', 'Bien Sparebank', 'Åfjord Sparebank'])
})

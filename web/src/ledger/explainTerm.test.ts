import { expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { parseSearch } from '@skrin/shared/search/parseSearch'
import { explainTerm } from './explainTerm.ts'

const explain = (text: string) =>
  parseSearch(text, parseLocalDate('2026-11-21')).map((term) =>
    explainTerm(term, {
      t: (key, values = {}) => [key.split('.')[1], ...Object.values(values)].join(' '),
      toDay: (day) => day,
      point: ',',
    }),
  )

it('says of each piece what it was taken for', () => {
  expect(explain('rema "åpent bakeri" 1 249,50 amount:500 >500 100-200 2026-03')).toEqual([
    'chipText rema',
    'chipText åpent bakeri',
    'number 1249,50 1 249,50',
    'amount 500',
    'chipOver 500',
    'chipBetween 100 200',
    '2026-03-01 – 2026-03-31',
  ])
})

it('says what is left out, and what was not understood', () => {
  expect(explain('-bank:seb is:pending -rema amount:abc butikk:kiwi')).toEqual([
    'not bank seb',
    'pending',
    'not chipText rema',
    'notUnderstood amount:abc',
    'noOperator butikk:kiwi',
  ])
})

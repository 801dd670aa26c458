import * as v from 'valibot'
import { expect, it } from 'vitest'
import { changesAnswer } from '@skrin/shared/api/insights'
import { toChangeRows } from './toChangeRows.ts'

const change = (category: string, minor: number, currency = 'NOK') => ({
  category,
  before: { minor: 0, currency },
  now: { minor, currency },
  change: { minor, currency },
})
const answer = v.parse(changesAnswer, {
  from: '2026-02-01',
  to: '2026-02-28',
  before: { from: '2026-01-04', to: '2026-01-31' },
  categories: [
    change('groceries', -400),
    change('salary', 100),
    change('car', -30, 'EUR'),
    change('pets', 0),
  ],
  payees: [],
  largest: [],
})

it('measures each change by the largest of its own currency, and leaves out what stayed', () => {
  const rows = toChangeRows(answer, 'categories')

  expect(rows.map((one) => one.map(({ category, share }) => [category, share]))).toEqual([
    [
      ['groceries', -1],
      ['salary', 0.25],
    ],
    [['car', -1]],
  ])
})

it('has nothing to tell where nothing changed', () => {
  expect(toChangeRows(answer, 'payees')).toEqual([])
})

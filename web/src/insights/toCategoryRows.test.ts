import * as v from 'valibot'
import { expect, it } from 'vitest'
import { categoriesInsight } from '@skrin/shared/api/insights'
import { toCategoryTables, toConvertedTable } from './toCategoryRows.ts'

const sums = (out: number, currency = 'NOK', into = 0) => ({
  in: { minor: into, currency },
  out: { minor: out, currency },
  count: 1,
})
const insight = v.parse(categoriesInsight, {
  from: '2026-01-01',
  to: '2026-02-28',
  months: ['2026-01', '2026-02'],
  categories: [
    { category: 'alcohol', sums: sums(-100), months: [{ month: '2026-02', sums: sums(-100) }] },
    {
      category: 'groceries',
      sums: sums(-400, 'NOK', 50),
      months: [
        { month: '2026-01', sums: sums(-300) },
        { month: '2026-02', sums: sums(-100) },
      ],
    },
    { category: null, sums: sums(-70, 'EUR'), months: [{ month: '2026-01', sums: sums(-70) }] },
    { category: 'salary', sums: sums(0, 'NOK', 900), months: [] },
  ],
  converted: null,
})

it('keeps currencies apart and puts the largest first', () => {
  const tables = toCategoryTables(insight, 'out')

  expect(tables.map(({ total }) => [total.currency, total.minor])).toEqual([
    ['NOK', -500],
    ['EUR', -70],
  ])
  expect(tables[0]?.rows.map(({ category, share }) => [category, share])).toEqual([
    ['groceries', 1],
    ['alcohol', 0.25],
  ])
})

it('gives every month of the period its share, the empty ones too', () => {
  const [nok] = toCategoryTables(insight, 'out')

  expect(nok?.rows.map(({ months }) => months)).toEqual([
    [1, 1 / 3],
    [0, 1],
  ])
})

it('counts a refund as income, where the list of money in has it too', () => {
  const [nok] = toCategoryTables(insight, 'in')

  expect(nok?.rows.map(({ category, amount }) => [category, amount.minor])).toEqual([
    ['salary', 900],
    ['groceries', 50],
  ])
})

it('converts nothing as long as one rate is missing', () => {
  const [groceries, other] = v.parse(
    v.unwrap(categoriesInsight.entries.converted),
    ['groceries', null].map((category) => ({
      category,
      sums: { value: { in: sums(0).in, out: sums(-300).out }, rates: null, missing: [] },
    })),
  )
  if (!groceries || !other) throw new Error('the test has two')
  const lacking = { ...other, sums: { ...other.sums, value: null } }

  expect(toConvertedTable([groceries, lacking], 'out')).toBeNull()
  expect(toConvertedTable([groceries, other], 'out')?.total.minor).toBe(-600)
})

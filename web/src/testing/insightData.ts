import * as v from 'valibot'
import {
  balanceInsight,
  categoriesInsight,
  changesAnswer,
  flowAnswer,
  recurringAnswer,
} from '@skrin/shared/api/insights'
import type { FakeRoutes } from './fakeApi.ts'

/** Invented answers of the page of insights, through the schemas of the API: two months of a household with kroner and euros. */
const nok = (minor: number) => ({ minor, currency: 'NOK' })
const eur = (minor: number) => ({ minor, currency: 'EUR' })
const inNok = (into: number, out: number) => ({ in: nok(into), out: nok(out), count: 4 })
const inEur = (out: number) => ({ in: eur(0), out: eur(out), count: 1 })
const period = { from: '2026-09-01', to: '2026-10-14' }

const balance = v.parse(balanceInsight, {
  ...period,
  currencies: [
    {
      currency: 'NOK',
      accounts: 2,
      points: [
        { date: '2026-09-01', balance: nok(1_000_00), known: 1 },
        { date: '2026-09-30', balance: nok(7_000_00), known: 2 },
        { date: '2026-10-14', balance: nok(5_000_00), known: 2 },
      ],
    },
  ],
  converted: null,
})
const flow = v.parse(flowAnswer, {
  ...period,
  months: [
    { month: '2026-09', sums: [inNok(40_000_00, -31_234_00)], converted: null },
    { month: '2026-10', sums: [inNok(0, -8_000_00), inEur(-70_00)], converted: null },
  ],
  sums: [inNok(40_000_00, -39_234_00), inEur(-70_00)],
  converted: null,
  transfers: [{ ...inNok(500_00, -500_00), count: 2 }],
})
const categories = v.parse(categoriesInsight, {
  ...period,
  months: ['2026-09', '2026-10'],
  categories: [
    {
      category: 'groceries',
      sums: inNok(0, -9_876_00),
      months: [{ month: '2026-09', sums: inNok(0, -9_876_00) }],
    },
    { category: null, sums: inNok(0, -1_111_00), months: [] },
    { category: 'salary', sums: inNok(40_000_00, 0), months: [] },
  ],
  converted: null,
})
const changes = v.parse(changesAnswer, {
  ...period,
  before: { from: '2026-07-19', to: '2026-08-31' },
  categories: [
    { category: 'groceries', now: nok(-9_876_00), before: nok(-6_000_00), change: nok(-3_876_00) },
  ],
  payees: [
    { name: 'Elkjøp', count: 1, now: nok(-4_999_00), before: nok(0), change: nok(-4_999_00) },
  ],
  largest: [
    {
      transaction: 'transaction-9',
      date: '2026-09-20',
      name: 'Elkjøp',
      category: null,
      amount: nok(-4_999_00),
    },
  ],
})
const streaming = {
  id: 'recurring-1',
  account: 'account-1',
  name: 'Strømmetjenesten',
  category: 'subscriptions',
  direction: 'out',
  period: 'monthly',
  count: 14,
  first: '2025-09-05',
  last: { transaction: 'transaction-5', date: '2026-10-05', amount: nok(-159_00) },
  next: '2026-11-05',
  state: 'active',
  typical: nok(-159_00),
  varies: false,
  priceChange: { date: '2026-08-05', from: nok(-129_00), to: nok(-159_00) },
  perYear: nok(-1_908_00),
  dismissed: false,
}
const recurring = v.parse(recurringAnswer, {
  recurring: [
    streaming,
    { ...streaming, id: 'recurring-2', name: 'Ukebladet', state: 'ended', next: null },
  ],
  perMonth: [{ in: nok(0), out: nok(-159_00) }],
})

export const insightRoutes: FakeRoutes = {
  'GET /api/insights/balance': balance,
  'GET /api/insights/flow': flow,
  'GET /api/insights/categories': categories,
  'GET /api/insights/changes': changes,
  'GET /api/insights/recurring': recurring,
}

import * as v from 'valibot'
import { expect, it } from 'vitest'
import { flowAnswer } from '@skrin/shared/api/insights'
import { toConvertedLine, toFlowLines } from './toFlowLines.ts'

const sum = (into: number, out: number, currency = 'NOK') => ({
  in: { minor: into, currency },
  out: { minor: out, currency },
  count: 1,
})
const converted = (value: unknown) => ({ value, rates: null, missing: [] })
const answer = (second: unknown) =>
  v.parse(flowAnswer, {
    from: '2026-01-01',
    to: '2026-02-28',
    months: [
      { month: '2026-01', sums: [sum(100, -40)], converted: converted(sum(100, -40)) },
      { month: '2026-02', sums: [sum(0, -7, 'EUR')], converted: converted(second) },
    ],
    sums: [sum(100, -40), sum(0, -7, 'EUR')],
    converted: converted(sum(100, -120)),
    transfers: [],
  })

it('gives each currency every month, with noughts where nothing moved', () => {
  const [nok, eur] = toFlowLines(answer(null))

  expect(nok?.months.map((month) => month.out.minor)).toEqual([-40, 0])
  expect(eur?.months.map(({ month, out }) => [month, out.minor, out.currency])).toEqual([
    ['2026-01', 0, 'EUR'],
    ['2026-02', -7, 'EUR'],
  ])
})

it('draws nothing in one currency while a month lacks its rate', () => {
  expect(toConvertedLine(answer(null))).toBeNull()
  expect(toConvertedLine(answer(sum(0, -80)))?.months.map(({ out }) => out.minor)).toEqual([
    -40, -80,
  ])
})

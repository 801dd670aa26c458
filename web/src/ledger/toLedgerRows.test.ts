import { expect, it } from 'vitest'
import { toTransactionsAnswer } from '../testing/wireData.ts'
import { toLedgerRows } from './toLedgerRows.ts'
import { toPages } from './transactionPages.ts'

const rows = toLedgerRows(
  toPages(
    toTransactionsAnswer(
      [
        { id: 'p1', status: 'pending', bookingDate: '2026-10-14' },
        { id: 'p2', status: 'pending', bookingDate: '2026-10-13' },
        { id: 'b1', bookingDate: '2026-10-13' },
        { id: 'b2', bookingDate: '2026-10-13' },
        { id: 'b3', bookingDate: '2026-10-12' },
      ],
      { days: ['2026-10-13'] },
    ),
  ),
)

it('opens a group at the first pending row and at each booking day', () => {
  expect(rows.filter(({ opens }) => opens).map(({ transaction }) => transaction.id)).toEqual([
    'p1',
    'b1',
    'b3',
  ])
})

it('keeps all that is pending together, whatever its day', () => {
  expect(rows.slice(0, 2).map(({ group }) => group.kind)).toEqual(['pending', 'pending'])
})

it('gives a day the sum of its whole day, not of the rows that are here', () => {
  expect(rows[2]?.group).toMatchObject({ date: '2026-10-13', sums: [{ minor: -50000 }] })
})

it('shows no sum where the answer has none', () => {
  expect(rows[4]?.group).toEqual({ kind: 'day', date: '2026-10-12', sums: [] })
})

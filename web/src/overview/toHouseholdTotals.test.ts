import { describe, expect, it } from 'vitest'
import { toAccount } from '../testing/wireData.ts'
import { toHouseholdTotals } from './toHouseholdTotals.ts'

const nok = (minor: number) => ({ minor, currency: 'NOK' })

describe('what a household has', () => {
  it('is summed per currency, never across', () => {
    const { totals } = toHouseholdTotals([
      toAccount({ balance: nok(100) }),
      toAccount({ balance: { minor: 700, currency: 'SEK' }, currency: 'SEK' }),
      toAccount({ balance: nok(250) }),
    ])

    expect(totals.map(({ have }) => have)).toEqual([nok(350), { minor: 700, currency: 'SEK' }])
  })

  it('has card debts taken off and loans apart', () => {
    const { totals } = toHouseholdTotals([
      toAccount({ balance: nok(1000) }),
      toAccount({ kind: 'card', balance: nok(-300) }),
      toAccount({ kind: 'loan', balance: nok(-90000) }),
    ])

    expect(totals).toEqual([
      { currency: 'NOK', have: nok(700), cards: nok(-300), loans: nok(-90000) },
    ])
  })

  it('claims to have nothing where there are only loans', () => {
    const { totals } = toHouseholdTotals([toAccount({ kind: 'loan', balance: nok(-90000) })])

    expect(totals[0]).toMatchObject({ have: null, loans: nok(-90000) })
  })

  it('leaves out what is closed or no longer connected', () => {
    const { totals, untold } = toHouseholdTotals([
      toAccount({ closed: true }),
      toAccount({ connected: false }),
      toAccount({ connected: false, balance: null }),
    ])

    expect([totals, untold]).toEqual([[], []])
  })

  it('names the accounts whose balance the bank did not tell, instead of taking them for nought', () => {
    const { totals, untold } = toHouseholdTotals([toAccount({ name: 'Mastercard', balance: null })])

    expect(totals).toEqual([])
    expect(untold.map(({ name }) => name)).toEqual(['Mastercard'])
  })
})

describe('the time of the figures', () => {
  it('is that of the oldest', () => {
    const { asOf } = toHouseholdTotals([
      toAccount({ asOf: '2026-10-14T12:00:00.000Z' }),
      toAccount({ asOf: '2026-10-14T11:00:00.000Z' }),
    ])

    expect(asOf).toBe('2026-10-14T11:00:00.000Z')
  })

  it('is told apart for a bank whose figures are stale', () => {
    const { asOf, older } = toHouseholdTotals([
      toAccount({ asOf: '2026-10-14T12:00:00.000Z' }),
      toAccount({ bank: 'otherbank', stale: true, asOf: '2026-10-12T12:00:00.000Z' }),
    ])

    expect(asOf).toBe('2026-10-14T12:00:00.000Z')
    expect(older).toEqual([
      { bank: 'otherbank', bankLabel: null, asOf: '2026-10-12T12:00:00.000Z' },
    ])
  })

  it('is told for each of the banks that one service reads', () => {
    const through = { bank: 'service', stale: true, asOf: '2026-10-12T12:00:00.000Z' }

    const { older } = toHouseholdTotals([
      toAccount({ ...through, bankLabel: 'Testbanken' }),
      toAccount({ ...through, bankLabel: 'Prøvebanken' }),
    ])

    expect(older.map(({ bankLabel }) => bankLabel)).toEqual(['Testbanken', 'Prøvebanken'])
  })
})

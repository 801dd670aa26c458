import { describe, expect, it } from 'vitest'
import { parseLocalDate } from '@skrin/shared/dates'
import { describeAccount } from './describeAccount.ts'
import { joinObservations } from './joinObservations.ts'
import type { Observation } from './listObservations.ts'
import { toObservation, toShared } from './testObservation.ts'
import { toSlices } from './transactionSlices.ts'

const DAY_MS = 24 * 60 * 60_000

function describeJoined(...observations: Observation[]) {
  return joinObservations(observations).map((account) =>
    describeAccount(account, { now: DAY_MS, sharing: null }),
  )
}

describe('observations of one account', () => {
  it('are one account by identity and currency, and by nothing else', () => {
    const ids = joinObservations([
      toObservation('own'),
      toShared('shared'),
      toShared('euro', { currency: 'EUR' }),
      toShared('other', { identity: 'another' }),
      toShared('masked', { identity: null }),
      toShared('masked too', { identity: null }),
    ]).map(({ observations }) => observations.map(({ id }) => id))

    expect(ids).toEqual([['own', 'shared'], ['euro'], ['other'], ['masked'], ['masked too']])
  })

  it('H1: are none of a bank’s and of somebody else’s file, which may call itself by any number', () => {
    const ids = joinObservations([
      toObservation('own file', { bank: 'file' }),
      toShared('shared'),
      toShared('shared file', { bank: 'file' }),
    ]).map(({ observations }) => observations.map(({ id }) => id))

    expect(ids).toEqual([['own file'], ['shared', 'shared file']])
  })

  it('go by the viewer’s own id, else by the oldest one’s, whichever is fresher', () => {
    const old = toShared('old', { connected_since: 1, as_of: 1 })
    const young = toShared('young', { connected_since: 2, as_of: 2 })
    const own = toObservation('own', { connected_since: 3 })

    expect(describeJoined(young, old, own)).toMatchObject([{ id: 'own' }])
    expect(describeJoined(young, old)).toMatchObject([{ id: 'old' }])
    expect(describeJoined(young)).toMatchObject([{ id: 'young' }])
  })

  it('of one person’s two connections are one account too', () => {
    const gone = toObservation('gone', { status: 'disconnected', as_of: 1, balance_minor: 1 })
    const here = toObservation('here', { connected_since: 2, as_of: 2, balance_minor: 2 })

    expect(describeJoined(gone, here)).toMatchObject([
      {
        id: 'gone',
        connection: 'connection of here',
        connected: true,
        balance: { minor: 2 },
        owners: [{ name: 'Ingrid' }],
      },
    ])
  })
})

describe('a joint account', () => {
  it('shows the freshest balance, with its time, and is its viewer’s in all else', () => {
    const own = toObservation('own', {
      as_of: 1,
      balance_minor: 1_00,
      bank_label: 'Østre Sparebank',
    })
    const shared = toShared('shared', { as_of: 2, balance_minor: 2_00, available_minor: 3_00 })

    expect(describeJoined(own, shared)).toMatchObject([
      {
        ...{ name: 'Name in own', number: 'number in own', holder: 'holder in own' },
        ...{ access: 'own', owner: { name: 'Ingrid' }, bankLabel: 'Østre Sparebank' },
        balance: { minor: 2_00 },
        available: { minor: 3_00 },
        asOf: '1970-01-01T00:00:00.002Z',
        owners: [{ name: 'Ingrid' }, { name: 'Jonas' }],
      },
    ])
  })

  it('is closed once every connection that is left says so, whatever one said that was given up', () => {
    const own = toObservation('own', { closed: 1, as_of: 2, balance_minor: 0 })
    const left = toShared('left', { status: 'disconnected', as_of: 1, balance_minor: 5_000_00 })

    expect(describeJoined(own, left)).toMatchObject([
      { closed: true, connected: true, balance: { minor: 0 } },
    ])
    expect(describeJoined(own, { ...left, status: 'failing' })).toMatchObject([{ closed: false }])
    expect(describeJoined({ ...own, status: 'disconnected' }, left)).toMatchObject([
      { closed: false, connected: false, balance: { minor: 5_000_00 } },
    ])
  })

  it('tells of a half that shares its balance the balance only', () => {
    const own = toObservation('own', { as_of: 1, balance_minor: 1_00 })
    const fresher = { level: 'balance', as_of: 2, balance_minor: 2_00 } as const

    expect(describeJoined(own, toShared('shared', fresher))).toMatchObject([
      { balance: { minor: 2_00 }, available: null },
    ])
    expect(describeJoined(toShared('shared', fresher))).toMatchObject([
      { name: 'Name in shared', number: null, iban: null, holder: null, available: null },
    ])
  })

  it('keeps what can be spent while the fresher half tells the very same balance', () => {
    const own = toObservation('own', { as_of: 1, available_minor: 50_00 })
    const fresher = toShared('shared', { level: 'balance', as_of: 2 })

    expect(describeJoined(own, fresher)).toMatchObject([{ available: { minor: 50_00 } }])
  })

  it('shows the balance that is told where the fresher half tells none', () => {
    const own = toObservation('own', { as_of: 1, balance_minor: 1_00 })
    const silent = toShared('shared', { as_of: 2, balance_minor: null })

    expect(describeJoined(own, silent)).toMatchObject([
      { balance: { minor: 1_00 }, asOf: '1970-01-01T00:00:00.001Z' },
    ])
  })

  it('is closed or given up only when each half of it is', () => {
    const closed = toObservation('closed', { closed: 1, status: 'disconnected' })
    const open = toShared('open', { closed: 0 })

    expect(describeJoined(closed, open)).toMatchObject([{ closed: false, connected: true }])
    expect(describeJoined(closed)).toMatchObject([{ closed: true, connected: false }])
  })
})

describe('the transactions of a joint account', () => {
  const january = parseLocalDate('2026-01-01')
  const march = parseLocalDate('2026-03-01')
  const may = parseLocalDate('2026-05-01')
  const slicesOf = (...observations: Observation[]) =>
    toSlices(observations).map(({ observation, from, before }) => [observation.id, from, before])

  it('come from whoever was answered last, and older ones from who reaches further back', () => {
    const last = toShared('last', { transactions_at: 3, covered_from: may })
    const middle = toObservation('middle', { transactions_at: 2, covered_from: march })
    const oldest = toShared('oldest', { transactions_at: 1, covered_from: january })

    expect(slicesOf(oldest, middle, last)).toEqual([
      ['last', may, null],
      ['middle', march, may],
      ['oldest', null, march],
    ])
  })

  it('come from nobody who reaches no further back', () => {
    const last = toShared('last', { transactions_at: 2, covered_from: january })
    const own = toObservation('own', { transactions_at: 1, covered_from: march })

    expect(slicesOf(own, last)).toEqual([['last', null, null]])
  })

  it('come from one’s own where both were answered at once, or neither in full', () => {
    const at = { transactions_at: 1, covered_from: january }

    expect(slicesOf(toShared('shared', at), toObservation('own', at))).toEqual([
      ['own', null, null],
    ])
    expect(slicesOf(toShared('shared'), toObservation('own'))).toEqual([['own', null, null]])
  })

  it('do not come from a half that shares its balance only', () => {
    const fresh = { transactions_at: 2, covered_from: january, level: 'balance' } as const
    const own = toObservation('own', { transactions_at: 1, covered_from: march })

    expect(slicesOf(own, toShared('shared', fresh))).toEqual([['own', null, null]])
    expect(slicesOf(toShared('shared', fresh))).toEqual([])
  })
})

describe('an account that shares its balance', () => {
  it.each([
    ['86011117947', '…7947'],
    ['NO93 8601 1117 947', '…7947'],
    ['Sparing 8601.11.17947', 'Sparing …7947'],
    ['NO9386011117947', '…7947'],
    ['SE4550000000058398257466', '…7466'],
    ['BSU 2031', 'BSU 2031'],
    ['Felleskonto', 'Felleskonto'],
  ])('H1: keeps a number to itself that its bank calls it by: %s', (name, shown) => {
    const balanceOnly = toShared('shared', { level: 'balance', name })

    expect(describeJoined(balanceOnly)).toMatchObject([{ name: shown }])
    expect(describeJoined({ ...balanceOnly, level: 'transactions' })).toMatchObject([{ name }])
  })
})

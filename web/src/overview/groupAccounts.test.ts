import { describe, expect, it } from 'vitest'
import { toAccount } from '../testing/wireData.ts'
import { groupAccounts } from './groupAccounts.ts'
import type { AccountGroup } from './groupAccounts.ts'

const ola = { id: 'member-2', name: 'Ola Nordmann' }
const accounts = [
  toAccount({ id: 'gone', connected: false }),
  toAccount({ id: 'kari' }),
  toAccount({ id: 'joint', holder: 'Kari Nordmann, Ola Nordmann' }),
  toAccount({ id: 'closed', closed: true }),
  toAccount({ id: 'ola', owner: ola, bank: 'otherbank' }),
]
const shapeOf = (groups: AccountGroup[]) =>
  groups.map(({ kind, accounts: inside }) => [kind, ...inside.map(({ id }) => id)])

it('puts accounts under their bank, and what is over at the end', () => {
  expect(shapeOf(groupAccounts(accounts, 'bank'))).toEqual([
    ['bank', 'kari', 'joint'],
    ['bank', 'ola'],
    ['closed', 'closed'],
    ['gone', 'gone'],
  ])
})

it('keeps the banks apart that one service reads', () => {
  const through = (id: string, bankLabel: string) => toAccount({ id, bank: 'service', bankLabel })

  const groups = groupAccounts(
    [through('a', 'Testbanken'), through('b', 'Prøvebanken'), through('c', 'Testbanken')],
    'bank',
  )

  expect(shapeOf(groups)).toEqual([
    ['bank', 'a', 'c'],
    ['bank', 'b'],
  ])
})

it('puts accounts under whose they are, joint ones under nobody alone', () => {
  expect(shapeOf(groupAccounts(accounts, 'person'))).toEqual([
    ['person', 'kari'],
    ['joint', 'joint'],
    ['person', 'ola'],
    ['closed', 'closed'],
    ['gone', 'gone'],
  ])
})

describe('the time over a group', () => {
  const at = (asOf: string, stale = false) => toAccount({ asOf, stale })

  it('is the oldest where all figures are from about then', () => {
    const [group] = groupAccounts(
      [at('2026-10-14T12:02:00.000Z'), at('2026-10-14T12:00:00.000Z')],
      'bank',
    )

    expect(group?.asOf).toBe('2026-10-14T12:00:00.000Z')
  })

  it('is left to the rows where they differ', () => {
    const [group] = groupAccounts(
      [at('2026-10-14T12:02:00.000Z'), at('2026-10-14T09:00:00.000Z')],
      'bank',
    )

    expect(group?.asOf).toBeNull()
  })

  it('does not speak for stale rows, which tell their own', () => {
    const [group] = groupAccounts(
      [at('2026-10-14T12:02:00.000Z'), at('2026-10-12T12:00:00.000Z', true)],
      'bank',
    )

    expect(group?.asOf).toBe('2026-10-14T12:02:00.000Z')
  })
})

import { expect, it } from 'vitest'
import { toAccount } from '../testing/wireData.ts'
import { toShares, toSharingPlan } from './sharingPlan.ts'

const toPlanOf = (sharing: readonly object[]) => toSharingPlan(toAccount({ sharing }).sharing ?? [])

it.each([
  ['private', []],
  ['household', [{ with: 'household', level: 'transactions' }]],
  [
    'people',
    [
      { with: 'member-2', level: 'balance' },
      { with: 'member-3', level: 'transactions' },
    ],
  ],
  [
    'household',
    [
      { with: 'household', level: 'balance' },
      { with: 'member-2', level: 'transactions' },
    ],
  ],
])('reads %s, and makes the same shares of it', (reach, shares) => {
  const plan = toPlanOf(shares)

  expect(plan.reach).toBe(reach)
  expect(toShares(plan)).toEqual(shares)
})

it('names nobody for what everybody sees already', () => {
  const plan = toPlanOf([
    { with: 'household', level: 'balance' },
    { with: 'member-2', level: 'transactions' },
    { with: 'member-3', level: 'balance' },
  ])

  expect(toShares(plan)).toHaveLength(2)
  expect(toShares({ ...plan, everybody: 'transactions' })).toEqual([
    { with: 'household', level: 'transactions' },
  ])
})

it('shares nothing of a plan that is turned to private', () => {
  const plan = toPlanOf([{ with: 'household', level: 'transactions' }])

  expect(toShares({ ...plan, reach: 'private' })).toEqual([])
})

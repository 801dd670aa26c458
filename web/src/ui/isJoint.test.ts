import { expect, it } from 'vitest'
import { toAccount } from '../testing/wireData.ts'
import { isJoint } from './isJoint.ts'

it.each([
  'Kari Nordmann, Ola Nordmann',
  'KARI NORDMANN OG OLA NORDMANN',
  'Kari och Ola',
  'Kari & Ola',
])('is joint when the bank names several: %s', (holder) => {
  expect(isJoint({ holder, owners: [] })).toBe(true)
})

it.each([null, 'Kari Nordmann', 'Roger Ogland', 'Kari Nordmann,'])(
  'is not joint with one holder: %s',
  (holder) => {
    expect(isJoint({ holder, owners: [] })).toBe(false)
  },
)

it('is joint when two people have connected it, whatever the bank says', () => {
  const owners = [
    { id: 'member-1', name: 'Kari' },
    { id: 'member-2', name: 'Ola' },
  ]

  expect(isJoint(toAccount({ holder: 'Kari', owners }))).toBe(true)
})

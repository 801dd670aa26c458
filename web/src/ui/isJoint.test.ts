import { expect, it } from 'vitest'
import { isJoint } from './isJoint.ts'

it.each([
  'Kari Nordmann, Ola Nordmann',
  'KARI NORDMANN OG OLA NORDMANN',
  'Kari och Ola',
  'Kari & Ola',
])('is joint when the bank names several: %s', (holder) => {
  expect(isJoint({ holder })).toBe(true)
})

it.each([null, 'Kari Nordmann', 'Roger Ogland', 'Kari Nordmann,'])(
  'is not joint with one holder: %s',
  (holder) => {
    expect(isJoint({ holder })).toBe(false)
  },
)

import { expect, it } from 'vitest'
import { testNowMs } from '../testing/mountInApp.ts'
import { toAccount } from '../testing/wireData.ts'
import { toOthersOld } from './toOthersOld.ts'

const emma = { id: 'member-2', name: 'Emma' }
const toOld = (changes: object = {}) =>
  toAccount({
    access: 'balance',
    owner: emma,
    stale: true,
    asOf: '2026-10-10T12:00:00.000Z',
    ...changes,
  })

it('names each person and bank once, with the oldest of their figures', () => {
  const accounts = [toOld(), toOld({ id: 'account-2', asOf: '2026-10-09T12:00:00.000Z' })]

  expect(toOthersOld(accounts, testNowMs)).toEqual([
    { bank: 'testbank', bankLabel: null, name: 'Emma', asOf: '2026-10-09T12:00:00.000Z' },
  ])
})

it.each([
  ['is one’s own', { access: 'own' }],
  ['is fresh', { stale: false }],
  ['is only hours old', { asOf: '2026-10-14T08:00:00.000Z' }],
  ['is no longer connected', { connected: false }],
])('is silent about what %s', (_, changes) => {
  expect(toOthersOld([toOld(changes)], testNowMs)).toEqual([])
})

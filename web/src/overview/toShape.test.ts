import { expect, it } from 'vitest'
import { toAccount } from '../testing/wireData.ts'
import { toShape } from './toShape.ts'

it('counts the lines under each total and the accounts of each group', () => {
  const accounts = [
    toAccount(),
    toAccount({ id: 'account-2', kind: 'loan', balance: { minor: -500, currency: 'NOK' } }),
    toAccount({ id: 'account-3', bank: 'other', balance: { minor: 500, currency: 'SEK' } }),
  ]

  expect(toShape(accounts, 'bank')).toEqual({ totals: [2, 1], groups: [2, 1] })
  expect(toShape(accounts, 'person')).toEqual({ totals: [2, 1], groups: [3] })
})

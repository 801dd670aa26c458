import { expect, it } from 'vitest'
import { toBank } from '../testing/wireData.ts'
import { orderBanks } from './orderBanks.ts'

it('puts what can be connected here before what cannot, and what is open to anybody first', () => {
  const banks = [
    toBank({ id: 'companies', status: 'business', configured: false }),
    toBank({ id: 'closed', status: 'withdrawn', configured: true }),
    toBank({ id: 'everybody', status: 'live', configured: false }),
    toBank({ id: 'mine', status: 'licensed', configured: true }),
  ]

  expect(orderBanks(banks).map(({ id }) => id)).toEqual([
    'mine',
    'closed',
    'everybody',
    'companies',
  ])
})

import { describe, expect, it } from 'vitest'
import { toTransferAbility } from './transferAbility.ts'

const account = {
  resourceId: 'account-1',
  iban: 'SE45 5000 0000 0583 9825 7466',
  bban: '58398257466',
  status: 'enabled',
  currency: 'SEK',
  ownerName: null,
  product: 'Privatkonto',
  name: null,
  balances: [],
}

describe('an account that can be an end of a transfer', () => {
  it('is open, Swedish and in kronor', () => {
    expect(toTransferAbility(account)).toEqual({ from: true, to: true, key: null })
  })

  it.each([
    { status: 'blocked' },
    { status: 'deleted' },
    { status: null },
    { currency: 'EUR' },
    { iban: null },
    { iban: 'NO9386011117947' },
  ])('is none with %o', (part) => {
    expect(toTransferAbility({ ...account, ...part })).toMatchObject({ from: false, to: false })
  })
})

import { parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import type { BankAccount } from '../bank.ts'
import { toTransferAbility } from './transferAbility.ts'

const account: BankAccount = {
  key: 'account-1',
  name: 'Brukskonto',
  number: '86011117947',
  iban: 'NO9386011117947',
  kind: 'current',
  currency: parseCurrency('NOK'),
  balance: null,
  available: null,
  holder: null,
  closed: false,
}

describe('an account', () => {
  it.each([
    [{}, 'Active'],
    [{}, 'enabled'],
    [{}, null],
    [{ kind: 'savings' as const }, null],
    [{ number: null }, null],
    [{ iban: null }, null],
  ])('with %j and the status %j can be both ends', (change, status) => {
    const ability = toTransferAbility({ ...account, ...change }, status)

    expect(ability).toEqual({ from: true, to: true, key: null })
  })

  it.each([
    [{ currency: parseCurrency('EUR') }, 'Active'],
    [{ closed: true }, null],
    [{ kind: 'loan' as const }, 'Active'],
    [{ kind: 'card' as const }, 'Active'],
    [{ kind: 'other' as const }, 'Active'],
    [{ number: null, iban: null }, 'Active'],
    [{ number: '1234', iban: 'SE4550000000058398257466' }, 'Active'],
    [{}, 'Blocked'],
    [{}, 'Dormant'],
    [{}, 'Sleeping'],
  ])('with %j and the status %j can be neither', (change, status) => {
    const ability = toTransferAbility({ ...account, ...change }, status)

    expect(ability).toEqual({ from: false, to: false, key: null })
  })
})

import { describe, expect, it } from 'vitest'
import { parseCurrency } from '@skrin/shared/money'
import type { BankAccount } from '../banks/bank.ts'
import { toAccountIdentities, toAccountIdentity } from './accountIdentity.ts'

const norwegian = { id: 'bank1', countries: ['NO'] } as const
const swedish = { id: 'bank2', countries: ['SE'] } as const
const none = { number: null, iban: null, kind: 'current' } as const
const nok = parseCurrency('NOK')

describe('an account at a Norwegian bank', () => {
  it('is the same by its number and by its IBAN', () => {
    const byNumber = toAccountIdentity(norwegian, { ...none, number: '86011117947' })

    expect(byNumber).toBe('NO9386011117947')
    expect(toAccountIdentity(norwegian, { ...none, iban: 'NO9386011117947' })).toBe(byNumber)
  })

  it('is the same at whichever bank a Norwegian number is told', () => {
    const elsewhere = { id: 'bank3', countries: ['NO'] } as const

    expect(toAccountIdentity(elsewhere, { ...none, number: '86011117947' })).toBe('NO9386011117947')
  })

  it('keeps leading zeros and check digits below ten', () => {
    expect(toAccountIdentity(norwegian, { ...none, number: '05390000008' })).toMatch(
      /^NO\d{2}05390000008$/,
    )
  })

  it('is told by its IBAN where number and IBAN are there', () => {
    const both = { ...none, number: '86011117947', iban: 'NO9386011117947' }

    expect(toAccountIdentity(norwegian, both)).toBe('NO9386011117947')
  })

  it('has a number of that bank alone where the check digit is none of a Norwegian number', () => {
    expect(toAccountIdentity(norwegian, { ...none, number: '86011117948' })).toBe(
      'bank1:86011117948',
    )
  })
})

describe('an account at a Swedish bank', () => {
  it('is the same by its number and by its IBAN', () => {
    const byNumber = toAccountIdentity(swedish, { ...none, number: '50001234569' })

    expect(byNumber).toBe('bank2:50001234569')
    expect(toAccountIdentity(swedish, { ...none, iban: 'SE2050000000050001234569' })).toBe(byNumber)
  })

  it('is never taken for a Norwegian one, though eleven digits may pass for both', () => {
    expect(toAccountIdentity(swedish, { ...none, number: '86011117947' })).toBe('bank2:86011117947')
  })

  it('is another one at another bank', () => {
    const elsewhere = { id: 'bank4', countries: ['SE'] } as const

    expect(toAccountIdentity(elsewhere, { ...none, number: '50001234569' })).toBe(
      'bank4:50001234569',
    )
  })
})

describe('an account that a service reads at one of many banks', () => {
  const service = { id: 'service1', countries: ['NO', 'SE'] } as const

  it('is the same by its IBAN as at the bank itself', () => {
    expect(toAccountIdentity(service, { ...none, iban: 'NO9386011117947' })).toBe(
      toAccountIdentity(norwegian, { ...none, number: '86011117947' }),
    )
  })

  it('is the same by its IBAN as at a Swedish bank whose number is the end of it', () => {
    const iban = 'SE2050000000050001234569'
    const bank = { ...swedish, ibanCode: '500' }

    expect(toAccountIdentity(bank, { ...none, number: '50001234569' })).toBe(iban)
    expect(toAccountIdentity(bank, { ...none, iban })).toBe(iban)
    expect(toAccountIdentity(bank, { ...none, iban, number: '50001234569' })).toBe(iban)
    expect(toAccountIdentity(service, { ...none, iban })).toBe(iban)
  })

  it('is another one where the same number is told at another Swedish bank', () => {
    const bank = { ...swedish, ibanCode: '600' }

    expect(toAccountIdentity(bank, { ...none, number: '50001234569' })).not.toBe(
      toAccountIdentity(service, { ...none, iban: 'SE2050000000050001234569' }),
    )
  })

  it('is no IBAN of a Swedish number that is too short or of a card', () => {
    const bank = { ...swedish, ibanCode: '500' }

    expect(toAccountIdentity(bank, { ...none, number: '1234567' })).toBeNull()
    expect(toAccountIdentity(bank, { ...none, number: '50001234569', kind: 'card' })).toBeNull()
  })

  it('has no identity by a number alone, which another of the banks may have too', () => {
    expect(toAccountIdentity(service, { ...none, number: '86011117947' })).toBeNull()
  })
})

describe('a number that is not told whole', () => {
  it.each(['****1234', '5413 33** **** 1234', '1234', 'K12345678', ''])(
    'is no identity: %s',
    (number) => {
      expect(toAccountIdentity(norwegian, { ...none, number })).toBeNull()
      expect(toAccountIdentity(swedish, { ...none, number, kind: 'card' })).toBeNull()
    },
  )

  it('is no identity of a card that tells first and last digits only', () => {
    expect(toAccountIdentity(norwegian, { ...none, number: '5413331234', kind: 'card' })).toBeNull()
    expect(toAccountIdentity(swedish, { ...none, number: '5413331234', kind: 'card' })).toBeNull()
  })

  it('is an identity of a card that has a bank account of its own', () => {
    expect(toAccountIdentity(norwegian, { ...none, number: '86011117947', kind: 'card' })).toBe(
      'NO9386011117947',
    )
  })

  it.each(['NO93XXXXXXX7947', 'NO9486011117947', 'NO'])('is no identity as an IBAN: %s', (iban) => {
    expect(toAccountIdentity(norwegian, { ...none, iban })).toBeNull()
  })

  it('is nothing where there is none', () => {
    expect(toAccountIdentity(norwegian, none)).toBeNull()
  })
})

describe('one answer with one number twice', () => {
  const one: Pick<BankAccount, 'number' | 'iban' | 'kind' | 'currency'> = {
    ...none,
    number: '86011117947',
    currency: nok,
  }

  it('has two accounts without identity', () => {
    expect(toAccountIdentities(norwegian, [one, one])).toEqual([null, null])
  })

  it('has two with it where the currency tells them apart', () => {
    const euro = { ...one, currency: parseCurrency('EUR') }

    expect(toAccountIdentities(norwegian, [one, euro])).toEqual([
      'NO9386011117947',
      'NO9386011117947',
    ])
  })

  it('does not mind several without a number', () => {
    const nameless = { ...one, number: null }

    expect(toAccountIdentities(norwegian, [nameless, one, nameless])).toEqual([
      null,
      'NO9386011117947',
      null,
    ])
  })
})

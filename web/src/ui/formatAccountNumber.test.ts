import { expect, it } from 'vitest'
import { formatAccountNumber } from './formatAccountNumber.ts'

it('groups a Norwegian account number as the banks do', () => {
  expect(formatAccountNumber('97101234567')).toBe('9710 12 34567')
})

it('groups an IBAN in fours, without a space at the end', () => {
  expect(formatAccountNumber('SE4550000000058398257466')).toBe('SE45 5000 0000 0583 9825 7466')
  expect(formatAccountNumber('NO9386011117947')).toBe('NO93 8601 1117 947')
})

it('leaves other numbers as the bank writes them', () => {
  expect(formatAccountNumber('5839-825 746-6')).toBe('5839-825 746-6')
})

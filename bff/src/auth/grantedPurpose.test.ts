import { expect, it } from 'vitest'
import { seb } from '../banks/seb/seb.ts'
import { sbanken } from '../banks/sbanken/sbanken.ts'
import type { Bank } from '../banks/bank.ts'
import { parseWireJson } from '../banks/wire.ts'
import { toGrantedPurpose } from './grantedPurpose.ts'

const config = { authUrl: 'https://auth.example', apiUrl: 'https://api.example', settings: {} }
const wider = seb.transfers?.scope?.({}) ?? ''
const narrower = seb.auth.scope({}) ?? ''

const granted = (said: unknown, asked: 'reading' | 'transfers' = 'transfers', bank: Bank = seb) =>
  toGrantedPurpose({ bank, config }, asked, {
    wire: parseWireJson(JSON.stringify({ access_token: 'access-token-1', scope: said })),
  })

it('M2: takes a grant for what the bank said it is', () => {
  expect(granted(wider)).toBe('transfers')
  expect(granted(`${wider} more`)).toBe('transfers')
  expect(granted(wider.split(' ').toReversed().join(' '))).toBe('transfers')
  expect(granted(narrower)).toBe('reading')
  expect(granted('')).toBe('reading')
})

it('takes it for what was asked where the bank says nothing (RFC 6749 §5.1)', () => {
  expect(granted(undefined)).toBe('transfers')
  expect(granted(null)).toBe('transfers')
})

it('is never for more than was asked', () => {
  expect(granted(wider, 'reading')).toBe('reading')
})

it('needs no words where the bank has none', () => {
  expect(granted('anything', 'transfers', sbanken)).toBe('transfers')
})

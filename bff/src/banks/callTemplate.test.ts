import { describe, expect, it } from 'vitest'
import type { BankCall } from './bank.ts'
import { decodeSegments, matchCall, readLink, toCallUrl } from './callTemplate.ts'

const list: BankCall = {
  method: 'GET',
  path: '/accounts',
  query: ['withBalance', 'accountKey'],
  operation: 'accounts',
  passThrough: true,
}
const rows: BankCall = {
  method: 'GET',
  path: '/accounts/{id}/transactions',
  query: ['bookingStatus', 'paginationKey'],
  operation: 'transactions',
  passThrough: true,
}
const api = 'https://api.bank.example/ais/v8'

describe('toCallUrl', () => {
  it('fills and encodes parameters, and repeats keys', () => {
    const url = toCallUrl(api, rows, { params: { id: 'a b:ø' }, query: { bookingStatus: 'both' } })

    expect(url.href).toBe(
      'https://api.bank.example/ais/v8/accounts/a%20b%3A%C3%B8/transactions?bookingStatus=both',
    )
    expect(toCallUrl(api, list, { query: { accountKey: ['1', '2'] } }).search).toBe(
      '?accountKey=1&accountKey=2',
    )
  })

  it.each(['..', '.', 'a/b', 'a\\b', 'a?b', 'a#b', '%2e%2e', '', 'a\nb'])(
    'P1: refuses the parameter %j',
    (id) => {
      expect(() => toCallUrl(api, rows, { params: { id } })).toThrow(TypeError)
    },
  )

  it('P1: refuses a query key that is not listed', () => {
    expect(() => toCallUrl(api, list, { query: { amount: '1' } })).toThrow(TypeError)
  })
})

describe('matchCall', () => {
  const match = (path: string) => {
    const segments = decodeSegments(path)
    return segments && matchCall([list, rows], segments)
  }

  it('finds the call and its parameters', () => {
    expect(match('/accounts/x%3Ay/transactions')).toEqual({ call: rows, params: { id: 'x:y' } })
    expect(match('/accounts')?.call).toBe(list)
  })

  it.each([
    '/transfer/debit',
    '/accounts/',
    '/accounts/../transfer',
    '/accounts/%2e%2e/transactions',
    '/accounts/a%2f..%2fb/transactions',
    '/accounts/a%252fb/transactions',
    '/accounts/%zz/transactions',
    '/accounts/a%00/transactions',
    '//evil.example/accounts',
    '/ACCOUNTS',
    'accounts',
    '/__proto__',
  ])('P1: has no call for %j', (path) => {
    expect(match(path)).toBeUndefined()
  })
})

describe('readLink', () => {
  it.each([
    '/accounts/1/transactions?paginationKey=abc',
    'accounts/1/transactions?paginationKey=abc',
    '/ais/v8/accounts/1/transactions?paginationKey=abc',
    'https://api.bank.example/ais/v8/accounts/1/transactions?paginationKey=abc',
  ])('reads %j below the API address', (href) => {
    const link = readLink(api, href)

    expect(link?.segments).toEqual(['accounts', '1', 'transactions'])
    expect(link?.query.get('paginationKey')).toBe('abc')
  })

  it.each([
    'https://evil.example/ais/v8/accounts/1/transactions',
    '//evil.example/ais/v8/accounts',
    '/\\evil.example/accounts',
    'https://api.bank.example/other/accounts',
    '/../../other/accounts',
    'javascript:alert(1)',
  ])('P1: refuses %j', (href) => {
    expect(readLink(api, href)).toBeUndefined()
  })
})

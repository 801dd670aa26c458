import { bankManifest } from '@skrin/shared/api/banks'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { BankCall } from '../bank.ts'
import { aritma } from './aritma.ts'

const requestId = '9b2e5c1e-0000-4000-8000-000000000001'
const presence = { ip: '::ffff:192.0.2.7', userAgent: 'Browser/1' }

describe('headers', () => {
  it('name the channel, the version and the consent, and that a person is there', () => {
    const context = { settings: {}, requestId, consentId: 'consent-1', presence }

    expect(aritma.requestHeaders(context)).toEqual({
      accept: 'application/json',
      'api-version': '1.0',
      'channel-type': 'psd2',
      'consent-id': 'consent-1',
      'psu-ip-address': '192.0.2.7',
    })
  })

  it('name no person when nobody is there, and no consent before there is one', () => {
    const context = { settings: {}, requestId, consentId: null, presence: null }

    expect(Object.keys(aritma.requestHeaders(context))).toEqual([
      'accept',
      'api-version',
      'channel-type',
    ])
  })

  it('leave an IPv6 address as it is', () => {
    const context = { settings: {}, requestId, consentId: null }
    const { 'psu-ip-address': ip } = aritma.requestHeaders({
      ...context,
      presence: { ip: '2001:db8::7', userAgent: null },
    })

    expect(ip).toBe('2001:db8::7')
  })
})

describe('settings', () => {
  const check = (name: string, value: string) =>
    aritma.settings.find((one) => one.name === name)?.check?.(value)

  it.each([
    ['password', /RFC 9700 .*password to the program/],
    ['implicit', /RFC 9700 .*tokens to the browser/],
    ['authorization_code', /consent page/],
    ['refresh_token', /must be client_credentials/],
  ])('refuse the grant %s with the reason', (grant, reason) => {
    expect(check('GRANT', grant)).toMatch(reason)
  })

  it('take client_credentials, which is also what is used', () => {
    expect(check('GRANT', 'client_credentials')).toBeNull()
    expect(aritma.auth.grant({})).toBe('client_credentials')
  })

  it('T8: ask only to read unless other scopes are agreed', () => {
    expect(aritma.auth.scope({})).toBe('banking.channel.psd2 banking.ais.read')
    expect(aritma.auth.scope({ SCOPE: 'api' })).toBe('api')
    expect(check('SCOPE', 'api')).toBeNull()
    expect(check('SCOPE', 'api  openid')).toMatch(/single spaces/)
    expect(check('SCOPE', 'a"b')).toMatch(/scope names/)
  })
})

describe('refusals', () => {
  const meaningOf = (name: string, status: number) => {
    const call: BankCall | undefined = aritma.calls[name]
    if (!call) throw new TypeError('no such call')
    return aritma.classifyRefusal?.({ status, call, body: undefined })
  }

  it('with 403 on data mean that the consent has ended', () => {
    expect(meaningOf('accounts', 403)).toBe('reconnect_needed')
    expect(meaningOf('transactions', 403)).toBe('reconnect_needed')
  })

  it('have no meaning of their own otherwise', () => {
    expect(meaningOf('createConsent', 403)).toBeNull()
    expect(meaningOf('consent', 403)).toBeNull()
    expect(meaningOf('accounts', 404)).toBeNull()
    expect(meaningOf('accounts', 500)).toBeNull()
  })
})

it('can only read, and ask for consent', () => {
  const calls = Object.values(aritma.calls)

  expect(calls.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
    '/consents',
  ])
  expect(calls.filter(({ passThrough }) => !passThrough).map(({ path }) => path)).toEqual([
    '/consents',
    '/consents/{consentId}',
  ])
})

it('has a manifest that the interface can show', () => {
  expect(v.is(bankManifest, aritma.manifest)).toBe(true)
})

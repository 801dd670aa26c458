import { parseLocalDate, toInstant } from '@skrin/shared/dates'
import { bankManifest } from '@skrin/shared/api/banks'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { seb } from './seb.ts'

const context = { settings: {}, requestId: '9b2e5c1e-0000-4000-8000-000000000001', consentId: null }

describe('headers', () => {
  it('says that a person is there only while one is', () => {
    const presence = { ip: '::ffff:192.0.2.7', userAgent: 'Browser/1' }

    expect(seb.requestHeaders({ ...context, presence })).toEqual({
      accept: 'application/json',
      'x-request-id': context.requestId,
      'psu-ip-address': '192.0.2.7',
      'psu-user-agent': 'Browser/1',
    })
    expect(seb.requestHeaders({ ...context, presence: null })).toEqual({
      accept: 'application/json',
      'x-request-id': context.requestId,
    })
  })

  it('leaves an IPv6 address as it is, and no user agent unsaid', () => {
    const headers = seb.requestHeaders({
      ...context,
      presence: { ip: '2001:db8::7', userAgent: null },
    })

    expect(headers).toMatchObject({ 'psu-ip-address': '2001:db8::7' })
    expect(headers).not.toHaveProperty('psu-user-agent')
  })
})

describe('auth', () => {
  it('asks only to read (T8), with the documented endpoints', () => {
    expect(seb.auth.scope({})).toBe('psd2_accounts')
    expect(seb.auth.server).toBeTypeOf('function')
    if (typeof seb.auth.server !== 'function') return
    expect(seb.auth.server('https://bank.example')).toEqual({
      issuer: 'https://bank.example',
      authorizationEndpoint: 'https://bank.example/mga/sps/oauth/oauth20/authorize',
      tokenEndpoint: 'https://bank.example/mga/sps/oauth/oauth20/token',
    })
  })

  it('uses PKCE unless it is turned off (F2)', () => {
    expect(seb.auth.pkce({})).toBe(true)
    expect(seb.auth.pkce({ PKCE: 'on' })).toBe(true)
    expect(seb.auth.pkce({ PKCE: 'off' })).toBe(false)
  })

  it('counts 180 days from connecting, also after a refresh', () => {
    const connectedAt = toInstant(Date.parse('2026-01-01T12:00:00Z'))
    const now = toInstant(Date.parse('2026-03-01T12:00:00Z'))

    expect(seb.auth.renewBy?.({ answer: {}, connectedAt, now })).toBe('2026-06-30T12:00:00.000Z')
  })
})

describe('settings', () => {
  it.each([
    ['AIS_VERSION', 'v8', 'v9'],
    ['PKCE', 'off', 'no'],
    ['BANKID_LINK', 'https://app.bankid.com/?autostarttoken={token}', 'javascript:alert({token})'],
    ['BANKID_LINK', 'http://127.0.0.1:4010/bankid?t={token}', 'http://bank.example/{token}'],
    ['BANKID_LINK', 'bankid:///?autostarttoken={token}&redirect=null', 'bankid:///'],
  ])('%s takes %s and explains why not %s', (name, good, bad) => {
    const setting = seb.settings.find((one) => one.name === name)

    expect(setting?.check?.(good)).toBeNull()
    expect(setting?.check?.(bad)).toMatch(/^must /)
  })

  it('has the addresses of payments and signing checked like the others (T9)', () => {
    const addresses = seb.settings.filter(({ isAddress }) => isAddress)

    expect(addresses.map(({ name, fallback }) => [name, fallback])).toEqual([
      ['PIS_URL', 'https://api-sandbox.sebgroup.com/pis/private/v1/identified2'],
      ['SIGN_URL', undefined],
    ])
  })

  it('keeps the passphrase, and only that, as a secret', () => {
    expect(seb.settings.filter(({ secret }) => secret).map(({ name }) => name)).toEqual([
      'PFX_PASSPHRASE',
    ])
    expect(seb.auth.clientCertificate).toEqual({
      fileSetting: 'PFX_FILE',
      passphraseSetting: 'PFX_PASSPHRASE',
    })
  })
})

describe('refusals', () => {
  const call = seb.calls['transactions']

  it.each([
    [429, { code: 'ACCESS_EXCEEDED', title: 'Too often' }, 'bank_rate_limited'],
    [403, { tppMessages: [{ category: 'ERROR', code: 'ACCESS_EXCEEDED' }] }, 'bank_rate_limited'],
    [401, { code: 'CONSENT_EXPIRED' }, 'reconnect_needed'],
    [403, { code: 'CONSENT_INVALID' }, 'reconnect_needed'],
    [404, { code: 'RESOURCE_UNKNOWN' }, null],
    [503, undefined, null],
    [400, 'Bad Request', null],
  ])('reads %i with %j as %s', (status, body, meaning) => {
    if (!call) throw new TypeError('no such call')
    expect(seb.classifyRefusal?.({ status, call, body })).toBe(meaning)
  })
})

it('can only read by the calls of reading: each is a GET', () => {
  expect(Object.values(seb.calls).map(({ method }) => method)).toEqual([
    'GET',
    'GET',
    'GET',
    'GET',
    'GET',
  ])
})

it('has a manifest that the interface can show', () => {
  expect(v.is(bankManifest, seb.manifest)).toBe(true)
  expect(seb.manifest.documentation.checkedOn).toBe(parseLocalDate('2026-01-13'))
})

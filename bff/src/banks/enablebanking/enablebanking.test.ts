import { describe, expect, it } from 'vitest'
import { BankError } from '../bankError.ts'
import type { RequestContext } from '../bank.ts'
import { calls } from './calls.ts'
import { consent } from './consent.ts'
import { enablebanking } from './enablebanking.ts'
import { manifest } from './manifest.ts'
import { offers, readChoice, toChoice } from './offers.ts'
import { createTestApi } from './testApi.ts'

const norwegian = '/aspsps?country=NO&psu_type=personal&service=AIS'
const dnb = {
  name: 'DNB',
  country: 'NO',
  logo: 'https://elsewhere.example/logo',
  psu_types: ['personal'],
  maximum_consent_validity: '15552000',
  beta: false,
}
const listed = {
  aspsps: [
    dnb,
    { ...dnb, name: 'Bulder Bank', beta: true, maximum_consent_validity: null },
    { ...dnb, name: 'Nordea', country: 'SE' },
  ],
}
const started = { url: 'https://bank.example/login', authorization_id: 'authorization-1' }
const made = { session_id: 'session-1', access: { valid_until: '2026-09-09T11:55:00Z' } }
const request = {
  redirectUrl: 'http://localhost:3000/connect/enablebanking/callback',
  state: 'state-1',
  choices: { bank: 'NO/DNB' },
}

describe('the manifest', () => {
  it('has one choice, which the service alone knows, and names no logo', () => {
    expect(manifest.choices).toMatchObject([{ source: 'bank', options: [] }])
    expect(enablebanking.auth.grant({})).toBe('self_signed')
  })
})

describe('offers', () => {
  it('tell a country’s banks, how long they allow, and which are new there', async () => {
    const { api } = createTestApi({ [norwegian]: listed })

    expect(await offers.fetchOptions(api, 'NO')).toEqual([
      { value: 'NO/DNB', label: 'DNB', country: 'NO', renewalDays: 180, beta: false },
      {
        value: 'NO/Bulder Bank',
        label: 'Bulder Bank',
        country: 'NO',
        renewalDays: null,
        beta: true,
      },
    ])
  })

  it.each(['0', '-1', '9000000000000000'])(
    'do not believe that a consent lasts %s seconds, and ask for 90 days',
    async (validity) => {
      const odd = { aspsps: [{ ...dnb, maximum_consent_validity: validity }] }
      const { api, bodies } = createTestApi({ [norwegian]: odd, '/auth': started })

      expect(await offers.fetchOptions(api, 'NO')).toMatchObject([{ renewalDays: null }])
      await consent.start(api, request)
      expect(bodies).toMatchObject([{ access: { valid_until: '2026-06-11T11:55:00.000Z' } }])
    },
  )

  it.each(['', ' ', 'x'.repeat(151), 'DN\u202eB', 'DNB\n'])('are never called %j', async (name) => {
    const { api } = createTestApi({ [norwegian]: { aspsps: [{ ...dnb, name }, dnb] } })

    expect(await offers.fetchOptions(api, 'NO')).toMatchObject([{ label: 'DNB' }])
  })

  it('are no list without an end', async () => {
    const { api } = createTestApi({ [norwegian]: { aspsps: Array(10_001).fill(dnb) } })

    await expect(offers.fetchOptions(api, 'NO')).rejects.toMatchObject({ field: 'aspsps' })
  })

  it('are read again as they were written', () => {
    const bank = { country: 'SE', name: 'Länsförsäkringar / Bank' } as const

    expect(readChoice(toChoice(bank))).toEqual(bank)
    expect(offers.countryOf('SE/Nordea')).toBe('SE')
  })

  it.each(['', 'NO', 'NO/', 'DE/Sparkasse', 'no/DNB', 'NOR/DNB'])('are not %j', (value) => {
    expect(offers.countryOf(value)).toBeNull()
  })
})

describe('consent', () => {
  it('asks for the chosen bank, as long as it allows less five minutes', async () => {
    const { api, bodies } = createTestApi({ [norwegian]: listed, '/auth': started })

    expect(await consent.start(api, request)).toEqual({
      consentId: 'NO/DNB',
      redirectTo: 'https://bank.example/login',
    })
    expect(bodies).toEqual([
      {
        access: { balances: true, transactions: true, valid_until: '2026-09-09T11:55:00.000Z' },
        aspsp: { name: 'DNB', country: 'NO' },
        state: 'state-1',
        redirect_url: request.redirectUrl,
        psu_type: 'personal',
      },
    ])
  })

  it('asks for 90 days where the bank does not say how long', async () => {
    const { api, bodies } = createTestApi({ [norwegian]: listed, '/auth': started })

    await consent.start(api, { ...request, choices: { bank: 'NO/Bulder Bank' } })

    expect(bodies).toMatchObject([{ access: { valid_until: '2026-06-11T11:55:00.000Z' } }])
  })

  it.each(['NO/Fjordbanken', 'elsewhere', ''])('is not begun at %j', async (bank) => {
    const { api, bodies } = createTestApi({ [norwegian]: listed })

    await expect(consent.start(api, { ...request, choices: { bank } })).rejects.toThrow(BankError)
    expect(bodies).toEqual([])
  })

  it.each(['http://bank.example/login', 'javascript:alert(1)', 'login'])(
    'F7: does not send a browser to %s',
    async (url) => {
      const { api } = createTestApi({ [norwegian]: listed, '/auth': { ...started, url } })

      await expect(consent.start(api, request)).rejects.toMatchObject({ field: 'url' })
    },
  )

  it('is given out for the code, and is then called by its session', async () => {
    const { api, bodies } = createTestApi({
      '/sessions': { ...made, aspsp: { name: 'DNB', country: 'NO' } },
    })

    expect(await consent.fetch(api, 'NO/DNB', 'code-1')).toEqual({
      status: 'authorized',
      endsAt: '2026-09-09T11:55:00.000Z',
      consentId: 'session-1',
    })
    expect(bodies).toEqual([{ code: 'code-1' }])
  })

  it.each([
    { name: 'Nordea', country: 'NO' },
    { name: 'DNB', country: 'SE' },
  ])('F3: is given up when its code was one of another bank: %o', async (aspsp) => {
    const { api, asked } = createTestApi({
      '/sessions': { ...made, aspsp },
      '/sessions/session-1': { message: 'OK' },
    })

    await expect(consent.fetch(api, 'NO/DNB', 'code-1')).rejects.toMatchObject({ field: 'aspsp' })
    expect(asked).toEqual(['/sessions', '/sessions/session-1'])
  })

  it('is not there without a code', async () => {
    const { api, asked } = createTestApi({})

    expect(await consent.fetch(api, 'NO/DNB', null)).toEqual({
      status: 'ended',
      endsAt: null,
    })
    expect(asked).toEqual([])
  })

  it('is ended at the service', async () => {
    const { api, asked } = createTestApi({ '/sessions/session-1': { message: 'OK' } })

    await consent.end?.(api, 'session-1')

    expect(asked).toEqual(['/sessions/session-1'])
  })
})

describe('a refusal', () => {
  const meaningOf = (error: string, status = 400) =>
    enablebanking.classifyRefusal?.({
      status,
      call: calls.details,
      body: { code: '400', error, message: 'x', detail: null },
    })

  it.each([
    ['EXPIRED_SESSION', 'reconnect_needed'],
    ['REVOKED_SESSION', 'reconnect_needed'],
    ['CLOSED_SESSION', 'reconnect_needed'],
    ['SESSION_DOES_NOT_EXIST', 'reconnect_needed'],
    ['ASPSP_PSU_ACTION_REQUIRED', 'reconnect_needed'],
    ['ASPSP_RATE_LIMIT_EXCEEDED', 'bank_rate_limited'],
    ['ASPSP_ERROR', 'bank_behind_unavailable'],
    ['ASPSP_TIMEOUT', 'bank_behind_unavailable'],
    ['REDIRECT_URI_NOT_ALLOWED', 'bank_client_invalid'],
    ['NO_ACCOUNTS_ADDED', 'bank_client_invalid'],
    ['WRONG_TRANSACTIONS_PERIOD', null],
    ['toString', null],
  ])('%s means %s', (error, meaning) => {
    expect(meaningOf(error)).toBe(meaning)
  })

  it('without a word of the service has the meaning that it has everywhere', () => {
    const refusal = { status: 503, call: calls.details, body: undefined }

    expect(enablebanking.classifyRefusal?.(refusal)).toBeNull()
  })
})

describe('headers', () => {
  const context = (presence: RequestContext['presence']): RequestContext => ({
    settings: {},
    requestId: 'request-1',
    consentId: 'session-1',
    presence,
  })

  it('say that a person is there only when one is', () => {
    const { requestHeaders } = enablebanking

    expect(requestHeaders(context(null))).toEqual({ accept: 'application/json' })
    expect(requestHeaders(context({ ip: '::ffff:192.0.2.7', userAgent: 'Browser/1' }))).toEqual({
      accept: 'application/json',
      'psu-ip-address': '192.0.2.7',
      'psu-user-agent': 'Browser/1',
    })
    expect(requestHeaders(context({ ip: '192.0.2.7', userAgent: null }))).not.toHaveProperty(
      'psu-user-agent',
    )
  })
})

it('P1: passes nothing on that a person’s consent opens, for its token opens everybody’s', () => {
  const open = Object.entries(enablebanking.calls).filter(([, { passThrough }]) => passThrough)

  expect(open.map(([name]) => name)).toEqual(['aspsps'])
})

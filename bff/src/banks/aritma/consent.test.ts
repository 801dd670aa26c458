import { describe, expect, it } from 'vitest'
import { consent } from './consent.ts'
import { createTestApi } from './testApi.ts'

// Shapes after the quickstart of Banking API v4 (developer.aritma.com, read 2026-11-21); values invented.
const redirectUrl = 'https://skrin.example/connect/aritma/callback'
const created = {
  consentId: 'consent-1',
  redirectUrl: 'https://banking.aritma.example/consent/c/s/AbC123',
  status: 'Created',
}
const request = { redirectUrl, state: 'state-1', choices: {} }

describe('starting', () => {
  it('asks for the psd2 channel and the way back, and names the page to go to', async () => {
    const { api, asked, bodies } = createTestApi({ '/consents': created })

    expect(await consent.start(api, request)).toEqual({
      consentId: 'consent-1',
      redirectTo: created.redirectUrl,
    })
    expect(asked).toEqual(['/consents'])
    expect(bodies).toEqual([
      {
        channelType: 'psd2',
        redirectSettings: { success: redirectUrl, error: `${redirectUrl}?state=state-1` },
        state: 'state-1',
      },
    ])
  })

  it('accepts a page on this machine, where the sandbox is', async () => {
    const onLoopback = {
      ...created,
      redirectUrl: 'http://127.0.0.1:4010/aritma/consent/c/s/AbC123',
    }
    const { api } = createTestApi({ '/consents': onLoopback })

    expect((await consent.start(api, request)).redirectTo).toBe(onLoopback.redirectUrl)
  })

  it.each([
    ['redirectUrl', 'javascript:alert(1)'],
    ['redirectUrl', 'http://banking.aritma.example/consent'],
    ['redirectUrl', '/consent/c/s/AbC123'],
    ['redirectUrl', null],
    ['consentId', 'a/../b'],
    ['consentId', 'a\r\nHost: evil'],
  ])('refuses %s %j by name', async (field, value) => {
    const { api } = createTestApi({ '/consents': { ...created, [field]: value } })

    await expect(consent.start(api, request)).rejects.toMatchObject({ name: 'MappingError', field })
  })
})

describe('asking', () => {
  const ask = (answer: Record<string, string | null>) => {
    const { api } = createTestApi({ '/consents/consent-1': answer })
    return consent.fetch(api, 'consent-1', null)
  }

  it.each([
    ['Created', 'pending'],
    ['STARTED', 'pending'],
    ['unknown', 'pending'],
    ['authorized', 'authorized'],
    ['Expired', 'ended'],
    ['revoked', 'ended'],
  ])('reads %s as %s', async (status, expected) => {
    expect((await ask({ status })).status).toBe(expected)
  })

  it.each([
    ['as told', '2026-05-01T00:00:00Z', '2026-05-01T00:00:00.000Z'],
    ['after 90 days when it is not told', null, '2026-06-11T12:00:00.000Z'],
    ['after 90 days at the latest', '2027-01-01T00:00:00Z', '2026-06-11T12:00:00.000Z'],
  ])('knows the end %s', async (_what, expires, endsAt) => {
    expect(await ask({ status: 'Authorized', expires })).toEqual({ status: 'authorized', endsAt })
  })

  it('does not take one that is over for authorized', async () => {
    const answer = await ask({ status: 'Authorized', expires: '2026-03-01T00:00:00Z' })

    expect(answer.status).toBe('ended')
  })

  it.each([
    ['status', { status: 'Perhaps' }],
    ['status', {}],
    ['expires', { status: 'Authorized', expires: 'soon' }],
  ])('refuses a wrong %s by name', async (field, answer) => {
    await expect(ask(answer)).rejects.toMatchObject({ name: 'MappingError', field })
  })
})

it('has no end at the bank, since none is documented', () => {
  expect(consent.end).toBeUndefined()
})

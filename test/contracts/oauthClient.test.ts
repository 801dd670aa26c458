import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { BankTransport } from '@skrin/bff/banks/bankTransport'
import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import type { OAuthClient } from '@skrin/bff/auth/oauthClient'
import { Secret } from '@skrin/bff/config/secret'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { oauthBank } from './support/oauthBank.ts'
import { goodAnswer, sendJson, startTokenServer } from './support/tokenServer.ts'
import type { TokenServer } from './support/tokenServer.ts'

const now = 1_700_000_000_000
let server: TokenServer
let transport: BankTransport
let oauth: OAuthClient

beforeEach(async () => {
  server = await startTokenServer()
  transport = createBankTransport({ limits: { totalMs: 500 } })
  oauth = createOAuthClient({
    bank: oauthBank(),
    config: { authUrl: server.origin, apiUrl: server.origin, settings: {} },
    bankClient: { id: 'client-1', secret: new Secret('client-secret-1') },
    transport,
    clock: { now: () => now },
  })
})
afterEach(async () => {
  await transport.close()
  await server.close()
})

const callback = (query: string) =>
  new URL(`http://localhost:3000/connect/testbank/callback?${query}`)
const checks = { state: 'state-1', codeVerifier: 'v'.repeat(43) }

describe('the authorization request', () => {
  const build = () =>
    oauth.buildAuthorizationUrl({
      purpose: 'reading',
      redirectUri: 'http://localhost:3000/connect/testbank/callback',
      state: 'state-1',
      codeVerifier: 'v'.repeat(43),
      parameters: { finInst: 'fid-smn' },
    })

  it('F2: carries an S256 challenge, the state, and never the verifier', async () => {
    const { searchParams } = await build()

    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'client-1',
      state: 'state-1',
      code_challenge_method: 'S256',
      redirect_uri: 'http://localhost:3000/connect/testbank/callback',
      finInst: 'fid-smn',
    })
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(searchParams.toString()).not.toContain('v'.repeat(43))
  })

  it('T8: asks for no scope where the bank knows none', async () => {
    expect((await build()).searchParams.has('scope')).toBe(false)
  })
})

describe('the token request', () => {
  it('T2 T3 F8: is an authorized POST whose secrets are in the body, with the redirect URI of the configuration', async () => {
    const answer = await oauth.exchangeCode(callback('code=code-1&state=state-1'), checks)

    expect(answer).toMatchObject({ accessToken: 'access-token-1', refreshToken: 'refresh-token-1' })
    expect(server.requests.map(({ url }) => url)).toEqual(['/token'])
    expect(Object.fromEntries(server.requests[0]?.form ?? [])).toEqual({
      grant_type: 'authorization_code',
      code: 'code-1',
      code_verifier: checks.codeVerifier,
      redirect_uri: 'http://localhost:3000/connect/testbank/callback',
      client_id: 'client-1',
      client_secret: 'client-secret-1',
    })
  })

  it.each([
    ['another state', 'code=code-1&state=state-2'],
    ['no state', 'code=code-1'],
    ['another issuer (F3)', 'code=code-1&state=state-1&iss=https%3A%2F%2Fevil.example'],
    ['state twice', 'code=code-1&state=state-1&state=state-1'],
  ])('F1: is never sent for a callback with %s', async (_what, query) => {
    await expect(oauth.exchangeCode(callback(query), checks)).rejects.toMatchObject({
      name: 'BankError',
    })
    expect(server.requests).toEqual([])
  })

  it('F4: is not sent after the person refused, and a refusal with another state is not believed', async () => {
    const refused = oauth.exchangeCode(
      callback('error=access_denied&error_description=%3Cimg%3E&state=state-1'),
      checks,
    )
    await expect(refused).rejects.toMatchObject({ code: 'connect_denied' })

    const forged = oauth.exchangeCode(callback('error=access_denied&state=state-2'), checks)
    await expect(forged).rejects.toMatchObject({ code: 'bank_wrong_answer' })
    expect(server.requests).toEqual([])
  })
})

describe('a token answer as banks give it', () => {
  const minutes = (answer: { usableUntil: number }) =>
    Math.round((answer.usableUntil - now) / 60_000)

  it('may come with 201, lower-case bearer, nulls and an ID token (SEB, SpareBank 1)', async () => {
    server.answer = (_request, response) =>
      sendJson(response, 201, {
        access_token: 'a',
        token_type: 'bearer',
        expires_in: 3599,
        refresh_token: null,
        scope: null,
        id_token: 'not-checked',
      })

    expect(await oauth.refresh('refresh-token-0')).toMatchObject({
      accessToken: 'a',
      refreshToken: null,
    })
  })

  it('may lack its token type', async () => {
    server.answer = (_request, response) =>
      sendJson(response, 200, { access_token: 'a', expires_in: 3600 })

    expect((await oauth.requestClientCredentials('reading')).accessToken).toBe('a')
  })

  it.each([
    [600, 10],
    ['600', 10],
    [undefined, 5],
    [null, 5],
    [0, 5],
    [-1, 5],
    [1e308, 5],
    ['soon', 5],
  ])('X3: with expires_in %j is used for about %i minutes', async (expiresIn, expected) => {
    server.answer = (_request, response) =>
      sendJson(response, 200, { ...goodAnswer(1), expires_in: expiresIn })

    expect(minutes(await oauth.refresh('refresh-token-0'))).toBe(expected)
  })

  it('X3: that lives five seconds is still used for most of them', async () => {
    server.answer = (_request, response) =>
      sendJson(response, 200, { ...goodAnswer(1), expires_in: 5 })

    expect((await oauth.refresh('refresh-token-0')).usableUntil - now).toBe(4500)
  })
})

describe('X4: a failing token endpoint', () => {
  it.each([
    ['invalid_grant', 400, { error: 'invalid_grant' }, 'reconnect_needed'],
    ['invalid_client', 401, { error: 'invalid_client' }, 'bank_client_invalid'],
    ['another error', 400, { error: 'invalid_request' }, 'bank_refused'],
    ['an error that is no OAuth', 400, { message: 'no' }, 'bank_wrong_answer'],
    ['an outage', 503, {}, 'bank_unavailable'],
    ['a redirect', 302, {}, 'bank_wrong_answer'],
  ])('with %s is told apart', async (_what, status, body, code) => {
    server.answer = (_request, response) => {
      response.setHeader('WWW-Authenticate', 'Basic realm="bank"')
      sendJson(response, status, body)
    }

    await expect(oauth.refresh('refresh-token-0')).rejects.toMatchObject({ code })
    expect(server.requests).toHaveLength(1)
  })

  it('that asks for quiet says until when', async () => {
    server.answer = (_request, response) =>
      sendJson(response.setHeader('Retry-After', '90'), 429, {})

    await expect(oauth.refresh('refresh-token-0')).rejects.toMatchObject({
      code: 'bank_rate_limited',
      retryAt: new Date(now + 90_000).toISOString(),
    })
  })

  it('that hangs or breaks off is no refusal', async () => {
    server.answer = () => undefined
    await expect(oauth.refresh('refresh-token-0')).rejects.toMatchObject({ code: 'bank_timeout' })

    server.answer = (_request, response) => response.socket?.destroy()
    await expect(oauth.refresh('refresh-token-0')).rejects.toMatchObject({
      code: 'bank_unreachable',
    })
  })

  it('T6: leaves no token in the message of the error', async () => {
    server.answer = (_request, response) =>
      sendJson(response, 200, { access_token: 'access-token-9', token_type: 'mac' })

    const error = await oauth.refresh('refresh-token-0').catch((thrown: unknown) => thrown)
    expect(String(error) + JSON.stringify(error)).not.toMatch(
      /access-token|refresh-token|client-secret/,
    )
  })
})

describe('X7: revocation', () => {
  it('of a token that the bank no longer knows is success', async () => {
    server.answer = (_request, response) => response.writeHead(200).end()

    expect(await oauth.revoke('refresh-token-1', 'refresh_token')).toBe(true)
    expect(await oauth.revoke('refresh-token-1', 'refresh_token')).toBe(true)
    expect(server.requests.map(({ url }) => url)).toEqual(['/revoke', '/revoke'])
    expect(server.requests[0]?.form.get('token_type_hint')).toBe('refresh_token')
  })
})

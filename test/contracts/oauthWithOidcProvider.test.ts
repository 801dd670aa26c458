import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { BankTransport } from '@skrin/bff/banks/bankTransport'
import { Secret } from '@skrin/bff/config/secret'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listen } from './support/listen.ts'
import { oauthBank } from './support/oauthBank.ts'
import { awkwardClient, startOidcServer } from './support/oidcServer.ts'
import type { OidcServer } from './support/oidcServer.ts'
import { sendJson } from './support/tokenServer.ts'

let oidc: OidcServer
let transport: BankTransport

beforeEach(async () => {
  oidc = await startOidcServer()
  transport = createBankTransport()
})
afterEach(async () => {
  await transport.close()
  await oidc.close()
})

function clientOf(
  authUrl: string,
  clientAuthentication: 'client_secret_basic' | 'client_secret_post',
) {
  return createOAuthClient({
    bank: oauthBank({
      server: 'discovery',
      clientAuthentication,
      scope: () => 'openid offline_access',
    }),
    config: { authUrl, apiUrl: authUrl, settings: {} },
    bankClient: { id: awkwardClient.id, secret: new Secret(awkwardClient.secret) },
    transport,
    clock: { now: () => Date.now() },
  })
}

const verifier = 'verifier-'.repeat(6)

async function authorize(oauth: ReturnType<typeof clientOf>): Promise<URL> {
  const url = await oauth.buildAuthorizationUrl({
    purpose: 'reading',
    redirectUri: awkwardClient.redirectUri,
    state: 'state-1',
    codeVerifier: verifier,
    parameters: { prompt: 'consent' },
  })
  return oidc.walkThrough(url)
}

describe('a real OpenID provider', () => {
  it.each(['client_secret_basic', 'client_secret_post'] as const)(
    'T4: accepts a secret full of special characters by %s',
    async (clientAuthentication) => {
      const oauth = clientOf(oidc.issuer, clientAuthentication)
      const callback = await authorize(oauth)
      const tokens = await oauth.exchangeCode(callback, {
        state: 'state-1',
        codeVerifier: verifier,
      })

      expect(tokens.refreshToken).toEqual(expect.any(String))
      const renewed = await oauth.refresh(tokens.refreshToken ?? '')
      expect(renewed.accessToken).not.toBe(tokens.accessToken)
      expect(await oauth.revoke(renewed.refreshToken ?? '', 'refresh_token')).toBe(true)
      await expect(oauth.refresh(renewed.refreshToken ?? '')).rejects.toMatchObject({
        code: 'reconnect_needed',
      })
    },
  )

  it('F2: refuses the code without the right verifier', async () => {
    const oauth = clientOf(oidc.issuer, 'client_secret_post')
    const callback = await authorize(oauth)

    const exchange = oauth.exchangeCode(callback, {
      state: 'state-1',
      codeVerifier: 'other-'.repeat(9),
    })

    await expect(exchange).rejects.toMatchObject({ code: 'reconnect_needed' })
  })

  it.each([
    ['tampered', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['missing', (url: URL) => url.searchParams.delete('iss')],
  ])('F3: is not asked for tokens when the issuer of the callback is %s', async (_what, tamper) => {
    const oauth = clientOf(oidc.issuer, 'client_secret_post')
    const callback = await authorize(oauth)
    tamper(callback)
    const before = oidc.tokenRequests()

    await expect(
      oauth.exchangeCode(callback, { state: 'state-1', codeVerifier: verifier }),
    ).rejects.toMatchObject({
      code: 'bank_wrong_answer',
    })
    expect(oidc.tokenRequests()).toBe(before)
  })
})

describe('F9: a discovery document', () => {
  it.each([
    [
      'another issuer',
      (origin: string) => ({ issuer: 'https://evil.example', token_endpoint: `${origin}/token` }),
    ],
    [
      'an endpoint on another host',
      (origin: string) => ({ issuer: origin, token_endpoint: 'https://evil.example/token' }),
    ],
    [
      'an endpoint without https',
      (origin: string) => ({ issuer: origin, token_endpoint: 'http://evil.example/token' }),
    ],
  ])('with %s is refused before any secret is sent', async (_what, toMetadata) => {
    const server = await listen((_request, response) =>
      sendJson(response, 200, toMetadata(server.origin)),
    )
    try {
      const oauth = clientOf(server.origin, 'client_secret_post')
      await expect(oauth.requestClientCredentials('reading')).rejects.toMatchObject({
        code: 'bank_wrong_answer',
      })
    } finally {
      await server.close()
    }
  })
})

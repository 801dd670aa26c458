import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import Provider from 'oidc-provider'
import { createMemoryAdapter } from './memoryAdapter.ts'

/** Everything in it that has to be encoded on its way (RFC 6749 appendix B). */
export const awkwardClient: OidcClient = {
  id: "client :+/%'(1)*",
  secret: "s3cret: + / = % space ' ( ) * ~!",
  redirectUri: 'http://localhost:3000/connect/testbank/callback',
}

export interface OidcServer {
  readonly issuer: string
  tokenRequests(): number
  /** Follows the authorization request as a browser that agrees to everything; gives the callback. */
  walkThrough(url: URL): Promise<URL>
  close(): Promise<void>
}

export interface OidcClient {
  readonly id: string
  readonly secret: string
  readonly redirectUri: string
}

/** A real OpenID provider with one client, an awkward one unless said otherwise, and one willing person. */
export async function startOidcServer(oidcClient: OidcClient = awkwardClient): Promise<OidcServer> {
  const app = express()
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = createProvider(issuer, oidcClient)
  let tokenRequests = 0
  provider.on('grant.success', () => tokenRequests++)
  provider.on('grant.error', () => tokenRequests++)
  app.get('/interaction/:uid', async (request, response) => {
    const details = await provider.interactionDetails(request, response)
    if (details.prompt.name === 'login') {
      await provider.interactionFinished(request, response, { login: { accountId: 'ingrid' } })
      return
    }
    const grant = new provider.Grant({ accountId: 'ingrid', clientId: oidcClient.id })
    grant.addOIDCScope('openid profile offline_access')
    await provider.interactionFinished(request, response, {
      consent: { grantId: await grant.save() },
    })
  })
  app.use(provider.callback())
  return {
    issuer,
    tokenRequests: () => tokenRequests,
    walkThrough: (url) => walkThrough(url, oidcClient.redirectUri),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createProvider(issuer: string, oidcClient: OidcClient): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new Provider(issuer, {
    adapter: createMemoryAdapter(),
    clients: [
      {
        client_id: oidcClient.id,
        client_secret: oidcClient.secret,
        redirect_uris: [oidcClient.redirectUri],
        grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    // Both ways for one client: the tests try each.
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true, allowedPolicy: () => Promise.resolve(true) },
    },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
      RefreshToken: 600,
    },
  })
}

async function walkThrough(start: URL, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = start
  for (let step = 0; step < 12; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=', 2)
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null)
      throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
    url = new URL(location, url)
    if (url.href.startsWith(redirectUri)) return url
  }
  throw new Error('the provider sends the browser in a circle')
}

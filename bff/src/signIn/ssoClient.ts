import * as client from 'openid-client'
import { headerOf } from '../banks/bankAnswer.ts'
import { createBankTransport } from '../banks/bankTransport.ts'
import type { BankTransport } from '../banks/bankTransport.ts'
import type { Clock } from '../clock.ts'
import type { SsoConfig } from '../config/config.ts'
import type { Secret } from '../config/secret.ts'
import { readClaims } from './ssoClaims.ts'
import type { SsoClaims } from './ssoClaims.ts'

const DISCOVERY_KEPT_MS = 60 * 60_000
const limits = { totalMs: 10_000, maxBytes: 1024 * 1024, connections: 4 }

/** What ties a callback to the attempt that began it. */
export interface SsoChecks {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface SsoRequest extends SsoChecks {
  readonly redirectUri: string
  /** Asks for the password again, whatever session the provider still has. */
  readonly isProof: boolean
}

/** The household's OpenID provider. Every method throws whatever went wrong; only its kind may be told. */
export interface SsoClient {
  readonly config: SsoConfig
  buildAuthorizationUrl(request: SsoRequest): Promise<URL>
  /**
   * Who it is: state, `iss`, PKCE, and the ID token's signature, issuer, audience, nonce and times are checked here
   * (OpenID Connect Core §3.1.3.7).
   */
  exchangeCode(callbackUrl: URL, checks: SsoChecks): Promise<SsoClaims>
  close(): Promise<void>
}

interface Options {
  readonly config: SsoConfig
  readonly secret: Secret
  readonly clock: Clock
}

export function createSsoClient(options: Options): SsoClient {
  const { config } = options
  const transport = createBankTransport({ limits })
  const getConfiguration = createConfigurationCache(options, transport)
  return {
    config,
    async buildAuthorizationUrl({ redirectUri, state, nonce, codeVerifier, isProof }) {
      return client.buildAuthorizationUrl(await getConfiguration(), {
        redirect_uri: redirectUri,
        scope: config.scopes,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(isProof && { prompt: 'login', max_age: '0' }),
      })
    },
    async exchangeCode(callbackUrl, { state, nonce, codeVerifier }) {
      const tokens = await client.authorizationCodeGrant(await getConfiguration(), callbackUrl, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      })
      return readClaims(tokens.claims())
    },
    close: () => transport.close(),
  }
}

/** Discovered when first needed and kept for an hour: a provider that is down stops nobody who has a password. */
function createConfigurationCache(
  options: Options,
  transport: BankTransport,
): () => Promise<client.Configuration> {
  let kept: { configuration: Promise<client.Configuration>; until: number } | undefined
  return () => {
    const now = options.clock.now()
    if (!kept || kept.until <= now) {
      const configuration = discover(options, transport)
      kept = { configuration, until: now + DISCOVERY_KEPT_MS }
      // A failed discovery is asked again by the next request.
      configuration.catch(() => (kept = undefined))
    }
    return kept.configuration
  }
}

async function discover(
  { config, secret }: Options,
  transport: BankTransport,
): Promise<client.Configuration> {
  const customFetch = createSsoFetch(transport)
  const isLoopback = config.issuer.protocol === 'http:'
  const discovered = await client.discovery(config.issuer, config.clientId, {}, client.None(), {
    [client.customFetch]: customFetch,
    ...(isLoopback && { execute: [client.allowInsecureRequests] }),
  })
  const metadata = discovered.serverMetadata()
  refuseForeignEndpoints(metadata, config)
  const configuration = new client.Configuration(
    metadata,
    config.clientId,
    {},
    toClientAuth(metadata, secret),
  )
  configuration[client.customFetch] = customFetch
  // Without it the library believes an ID token because it came over TLS.
  client.enableNonRepudiationChecks(configuration)
  if (isLoopback) client.allowInsecureRequests(configuration)
  return configuration
}

const endpoints = ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const

/** The library checks the issuer; that people, secrets and keys go only where the configuration says is checked here. */
function refuseForeignEndpoints(metadata: client.ServerMetadata, config: SsoConfig): void {
  const allowed = [config.issuer.origin, ...config.hosts.map((host) => `https://${host}`)]
  for (const name of endpoints) {
    const endpoint = metadata[name]
    if (endpoint === undefined || !allowed.includes(new URL(endpoint).origin))
      throw new TypeError(`the provider's ${name} is missing or on another host`)
  }
}

/** OpenID Connect Discovery §3: basic where nothing is said. */
function toClientAuth(metadata: client.ServerMetadata, secret: Secret): client.ClientAuth {
  const methods = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic')
    ? client.ClientSecretBasic(secret.reveal())
    : client.ClientSecretPost(secret.reveal())
}

/** Bounded, and without redirects; of the headers only the kind of content counts. */
function createSsoFetch(transport: BankTransport): client.CustomFetch {
  return async (url, { method, headers, body }) => {
    const { body: answer, ...response } = await transport.send({
      method,
      url: new URL(url),
      headers: { ...Object.fromEntries(new Headers(headers)), accept: 'application/json' },
      ...(body instanceof URLSearchParams && { body: body.toString() }),
    })
    return new Response(new Uint8Array(answer), {
      status: response.status,
      headers: { 'content-type': headerOf(response, 'content-type') ?? 'application/octet-stream' },
    })
  }
}

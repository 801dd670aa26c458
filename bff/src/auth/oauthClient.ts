import * as client from 'openid-client'
import type { AuthServer, Bank } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { BankTransport } from '../banks/bankTransport.ts'
import { parseWireJson } from '../banks/wire.ts'
import type { WireJson } from '../banks/wire.ts'
import type { Clock } from '../clock.ts'
import type { BankClient, BankConfig } from '../config/config.ts'
import { createBankFetch } from './bankFetch.ts'
import { toOAuthBankError } from './oauthError.ts'

/** For a bank that does not say how long its access token lives (RFC 6749 §5.1: only RECOMMENDED). */
const UNSTATED_LIFETIME_MS = 5 * 60_000
/** A token is renewed this long before it ends, so that it does not end on its way; a short-lived one, in its last tenth. */
const MARGIN_MS = 20_000
const DISCOVERY_KEPT_MS = 60 * 60_000

export interface TokenAnswer {
  readonly accessToken: string
  /** Epoch milliseconds: a little before the bank's own end of it. */
  readonly usableUntil: number
  /** null: none came; after a refresh that means the old one stays. */
  readonly refreshToken: string | null
  /** The whole answer, for what a bank adds of its own. Holds tokens. */
  readonly wire: WireJson
}

/** What access is wanted for: reading, or moving money too. */
export type AccessPurpose = 'reading' | 'transfers'

export interface AuthorizationRequest {
  readonly purpose: AccessPurpose
  readonly redirectUri: string
  readonly state: string
  readonly codeVerifier: string | null
  readonly parameters: Readonly<Record<string, string>>
}

/** One bank client at one bank's authorization server. Every method throws `BankError`. */
export interface OAuthClient {
  buildAuthorizationUrl(request: AuthorizationRequest): Promise<URL>
  /** `callbackUrl`: the configured redirect URI with the query that came back; state and `iss` are checked here. */
  exchangeCode(
    callbackUrl: URL,
    checks: { state: string; codeVerifier: string | null },
  ): Promise<TokenAnswer>
  refresh(refreshToken: string): Promise<TokenAnswer>
  requestClientCredentials(purpose: AccessPurpose): Promise<TokenAnswer>
  /** RFC 7009. False: the bank has no revocation endpoint. */
  revoke(token: string, hint: 'refresh_token' | 'access_token'): Promise<boolean>
}

export interface OAuthClientOptions {
  readonly bank: Bank
  readonly config: BankConfig
  readonly bankClient: BankClient
  readonly transport: BankTransport
  readonly clock: Clock
}

export function createOAuthClient(options: OAuthClientOptions): OAuthClient {
  const { bank, config, clock } = options
  const getConfiguration = createConfigurationCache(options)
  const toScope = (purpose: AccessPurpose) => {
    const scope = scopeOf(bank, config, purpose)
    return scope === undefined ? {} : { scope }
  }

  const request = async (
    send: (configuration: client.Configuration) => Promise<client.TokenEndpointResponse>,
  ): Promise<TokenAnswer> => {
    try {
      return toTokenAnswer(await send(await getConfiguration()), clock.now())
    } catch (error) {
      throw toOAuthBankError(error)
    }
  }

  return {
    async buildAuthorizationUrl({ purpose, redirectUri, state, codeVerifier, parameters }) {
      const challenge =
        codeVerifier === null ? null : await client.calculatePKCECodeChallenge(codeVerifier)
      try {
        return client.buildAuthorizationUrl(await getConfiguration(), {
          ...parameters,
          ...toScope(purpose),
          redirect_uri: redirectUri,
          state,
          ...(challenge !== null && { code_challenge: challenge, code_challenge_method: 'S256' }),
        })
      } catch (error) {
        throw toOAuthBankError(error)
      }
    },
    exchangeCode: (callbackUrl, { state, codeVerifier }) =>
      request((configuration) =>
        client.authorizationCodeGrant(configuration, callbackUrl, {
          expectedState: state,
          ...(codeVerifier !== null && { pkceCodeVerifier: codeVerifier }),
        }),
      ),
    refresh: (refreshToken) =>
      request((configuration) => client.refreshTokenGrant(configuration, refreshToken)),
    requestClientCredentials: (purpose) =>
      request((configuration) => client.clientCredentialsGrant(configuration, toScope(purpose))),
    async revoke(token, hint) {
      try {
        const configuration = await getConfiguration()
        if (configuration.serverMetadata().revocation_endpoint === undefined) return false
        await client.tokenRevocation(configuration, token, { token_type_hint: hint })
        return true
      } catch (error) {
        throw toOAuthBankError(error)
      }
    },
  }
}

/** Scopes for payments are asked for only where somebody turned moving money on. */
export function scopeOf(
  { auth, transfers }: Bank,
  { settings }: BankConfig,
  purpose: AccessPurpose,
): string | undefined {
  const wider = purpose === 'transfers' ? transfers?.scope : undefined
  return wider ? wider(settings) : auth.scope(settings)
}

function toTokenAnswer(answer: client.TokenEndpointResponse, now: number): TokenAnswer {
  const lifetimeMs =
    answer.expires_in === undefined ? UNSTATED_LIFETIME_MS : answer.expires_in * 1000
  return {
    accessToken: answer.access_token,
    usableUntil: now + lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 10),
    refreshToken: answer.refresh_token ?? null,
    wire: parseWireJson(JSON.stringify(answer)),
  }
}

/** Fixed endpoints are at hand at once; a discovered document is kept for an hour. */
function createConfigurationCache(
  options: OAuthClientOptions,
): () => Promise<client.Configuration> {
  const { server } = options.bank.auth
  if (typeof server === 'object') throw new TypeError('this bank client signs its tokens itself')
  if (server !== 'discovery') {
    const configuration = toConfiguration(options, server(options.config.authUrl))
    return () => Promise.resolve(configuration)
  }
  let kept: { configuration: Promise<client.Configuration>; until: number } | undefined
  return () => {
    const now = options.clock.now()
    if (!kept || kept.until <= now) {
      const configuration = discover(options)
      kept = { configuration, until: now + DISCOVERY_KEPT_MS }
      // A failed discovery is asked again by the next request.
      configuration.catch(() => (kept = undefined))
    }
    return kept.configuration
  }
}

function toConfiguration(
  { config, bank, bankClient, transport, clock }: OAuthClientOptions,
  server: AuthServer,
): client.Configuration {
  const metadata: client.ServerMetadata = {
    issuer: server.issuer,
    token_endpoint: server.tokenEndpoint,
    ...(server.authorizationEndpoint !== undefined && {
      authorization_endpoint: server.authorizationEndpoint,
    }),
    ...(server.revocationEndpoint !== undefined && {
      revocation_endpoint: server.revocationEndpoint,
    }),
  }
  const configuration = new client.Configuration(
    metadata,
    bankClient.id,
    {},
    toClientAuth(bank, bankClient),
  )
  configuration[client.customFetch] = createBankFetch({ transport, clock })
  if (config.authUrl.startsWith('http:')) client.allowInsecureRequests(configuration)
  return configuration
}

async function discover(options: OAuthClientOptions): Promise<client.Configuration> {
  const { bank, config, bankClient, transport, clock } = options
  const isLoopback = config.authUrl.startsWith('http:')
  const configuration = await client.discovery(
    new URL(config.authUrl),
    bankClient.id,
    {},
    toClientAuth(bank, bankClient),
    {
      [client.customFetch]: createBankFetch({ transport, clock }),
      ...(isLoopback && { execute: [client.allowInsecureRequests] }),
    },
  )
  refuseForeignEndpoints(configuration.serverMetadata(), config.authUrl)
  return configuration
}

const endpoints = ['token_endpoint', 'authorization_endpoint', 'revocation_endpoint'] as const

/** openid-client checks the issuer and the scheme; that secrets go only to the configured host is checked here. */
function refuseForeignEndpoints(metadata: client.ServerMetadata, authUrl: string): void {
  const { origin } = new URL(authUrl)
  for (const name of endpoints) {
    const endpoint = metadata[name]
    if (endpoint !== undefined && new URL(endpoint).origin !== origin) {
      throw new BankError('bank_wrong_answer', { field: `discovery.${name}` })
    }
  }
}

function toClientAuth(bank: Bank, bankClient: BankClient): client.ClientAuth {
  const secret = bankClient.secret.reveal()
  return bank.auth.clientAuthentication === 'client_secret_basic'
    ? client.ClientSecretBasic(secret)
    : client.ClientSecretPost(secret)
}

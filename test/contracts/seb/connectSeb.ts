import { once } from 'node:events'
import { createServer } from 'node:http'
import type { BankApi, Presence } from '@skrin/bff/banks/bank'
import { createBankApi } from '@skrin/bff/banks/bankHttp'
import type { TokenSource } from '@skrin/bff/banks/bankHttp'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { BankTransport } from '@skrin/bff/banks/bankTransport'
import { seb } from '@skrin/bff/banks/seb/seb'
import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import type { AccessPurpose, OAuthClient } from '@skrin/bff/auth/oauthClient'
import { Secret } from '@skrin/bff/config/secret'
import express from 'express'
import { createSebSandbox } from '../../sandbox/banks/seb/seb.ts'
import type { SebSandbox } from '../../sandbox/banks/seb/seb.ts'
import { Faults } from '../../sandbox/kit/faults.ts'
import { Journal } from '../../sandbox/kit/journal.ts'
import { NOW, sebWorld } from './sebWorld.ts'

export const REDIRECT_URI = 'http://localhost:3000/connect/seb/callback'
const VERIFIER = 'verifier-of-forty-three-characters-at-the-least'

export interface SebSetup {
  readonly sandbox: SebSandbox
  readonly faults: Faults
  readonly journal: Journal
  readonly oauth: OAuthClient
  readonly clock: { now(): number; advance(ms: number): void }
  /** Through the bank's pages as Jonas, and back with a grant. */
  connect(options?: ConnectOptions): Promise<Grant>
  /** The real way to the account API with that grant. */
  openApi(grant: Grant, options?: ApiOptions): BankApi
  close(): Promise<void>
}

export interface Grant {
  accessToken: string
  refreshToken: string
}

export interface ConnectOptions {
  readonly decision?: 'approve' | 'refuse'
  readonly pkce?: boolean
  readonly purpose?: AccessPurpose
}

interface ApiOptions {
  readonly presence?: Presence | null
  readonly version?: 'v7' | 'v8'
}

export const atTheScreen: Presence = { ip: '192.0.2.7', userAgent: 'Browser/1' }

/** SEB's sandbox on a loopback port, with Skrin's own transport, OAuth client and bank API against it. */
export async function startSeb(): Promise<SebSetup> {
  const app = express()
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new TypeError('not listening on a port')
  const origin = `http://127.0.0.1:${address.port}/seb`
  const journal = new Journal()
  const faults = new Faults()
  let offsetMs = 0
  const clock = { now: () => NOW + offsetMs, advance: (ms: number) => void (offsetMs += ms) }
  const plant = (secret: string) => journal.plant(secret)
  const sandbox = createSebSandbox({
    origin,
    world: sebWorld,
    faults,
    journal,
    now: clock.now,
    plant,
  })
  app.use('/seb', sandbox.router)
  const transport = createBankTransport({ limits: { totalMs: 2000 } })
  const oauth = openOAuth(sandbox, { transport, clock })
  return {
    sandbox,
    faults,
    journal,
    oauth,
    clock,
    connect: (options) => connect(oauth, options),
    openApi: (grant, options) => openApi({ sandbox, oauth, transport, clock, grant }, options),
    close: async () => {
      await transport.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function openOAuth(
  { env }: SebSandbox,
  parts: { transport: BankTransport; clock: { now(): number } },
): OAuthClient {
  const bankClient = {
    id: env['SKRIN_SEB_CLIENT_ID'] ?? '',
    secret: new Secret(env['SKRIN_SEB_CLIENT_SECRET'] ?? ''),
  }
  return createOAuthClient({ bank: seb, config: toConfig(env, 'v8'), bankClient, ...parts })
}

function toConfig(env: Readonly<Record<string, string>>, version: 'v7' | 'v8') {
  return {
    authUrl: env['SKRIN_SEB_AUTH_URL'] ?? '',
    apiUrl: (env['SKRIN_SEB_API_URL'] ?? '').replace('/v8/', `/${version}/`),
    settings: { AIS_VERSION: version, PKCE: 'on' },
  }
}

export async function connect(oauth: OAuthClient, options: ConnectOptions = {}): Promise<Grant> {
  const { decision = 'approve', pkce = true, purpose = 'reading' } = options
  const codeVerifier = seb.auth.pkce({ PKCE: pkce ? 'on' : 'off' }) ? VERIFIER : null
  const request = { redirectUri: REDIRECT_URI, state: 'state-1', codeVerifier, parameters: {} }
  const callback = await clickThrough(
    await oauth.buildAuthorizationUrl({ ...request, purpose }),
    decision,
  )
  const answer = await oauth.exchangeCode(callback, { state: 'state-1', codeVerifier })
  return { accessToken: answer.accessToken, refreshToken: answer.refreshToken ?? '' }
}

/** What a person does at the bank: choose who they are, then decide. */
export async function clickThrough(url: URL, decision: 'approve' | 'refuse'): Promise<URL> {
  const login = await fetch(url)
  const request = requestIdOf(await login.text())
  const approve = await post(new URL('login', url), { request, identityNumber: '03238254321' })
  const left = await post(new URL('approve', url), {
    request: requestIdOf(await approve.text()),
    decision,
  })
  return new URL(left.headers.get('location') ?? '')
}

function post(url: URL, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
}

function requestIdOf(html: string): string {
  const id = /name="request" value="([\w-]+)"/.exec(html)?.[1]
  if (id === undefined)
    throw new TypeError(`no form on the page: ${html.slice(html.indexOf('<h1>'))}`)
  return id
}

function openApi(
  parts: {
    sandbox: SebSandbox
    oauth: OAuthClient
    transport: BankTransport
    clock: { now(): number }
    grant: Grant
  },
  { presence = atTheScreen, version = 'v8' }: ApiOptions = {},
): BankApi {
  const { sandbox, oauth, transport, clock, grant } = parts
  return createBankApi({
    bank: seb,
    config: toConfig(sandbox.env, version),
    transport,
    clock,
    presence,
    consentId: null,
    tokens: createTokens(oauth, grant),
    budget: { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() },
  })
}

/** A token that is refreshed when the bank rejects it. */
export function createTokens(oauth: OAuthClient, grant: Grant): TokenSource {
  return {
    fetchToken: async (rejected) => {
      if (rejected !== undefined) {
        const answer = await oauth.refresh(grant.refreshToken)
        grant.accessToken = answer.accessToken
        grant.refreshToken = answer.refreshToken ?? grant.refreshToken
      }
      return grant.accessToken
    },
  }
}

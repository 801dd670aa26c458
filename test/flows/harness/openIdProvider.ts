import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { listen } from '../../contracts/support/listen.ts'
import type { TestServer } from '../../contracts/support/listen.ts'
import { sendJson } from '../../contracts/support/tokenServer.ts'

/** What the provider does wrong in its next answers. */
export interface ProviderLies {
  /** Over the right claims; undefined leaves one out. */
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  /** How the ID token is signed. */
  signature?: 'another key' | 'none' | 'client secret'
  metadata?: Record<string, unknown>
  /** The provider answers nothing but 503. */
  isDown?: boolean
}

/** An OpenID provider that says what the test wants it to say. */
export interface OpenIdProvider extends TestServer {
  lies: ProviderLies
  /** Every authorization request that a browser followed. */
  readonly authorizations: URLSearchParams[]
  /** Codes that somebody tried to turn into tokens. */
  readonly exchanges: URLSearchParams[]
  /** A browser follows the address and agrees; gives where it is sent back to. */
  authorize(redirectTo: string, claims?: Record<string, unknown>): URL
}

export const ssoClient = { id: 'skrin-1', secret: 'sso-client-secret-1' }

/** The settings of a Skrin that signs people in there. */
export function toSsoEnv(issuer: string, { id, secret } = ssoClient) {
  return {
    SKRIN_OIDC_ISSUER: issuer,
    SKRIN_OIDC_CLIENT_ID: id,
    SKRIN_OIDC_CLIENT_SECRET: secret,
  }
}

export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  const key = makeKey()
  const otherKey = makeKey()
  const codes = new Map<string, Record<string, unknown>>()
  const answerToken = (form: URLSearchParams, response: ServerResponse) => {
    provider.exchanges.push(form)
    const claims = codes.get(form.get('code') ?? '')
    if (!claims) return sendJson(response, 400, { error: 'invalid_grant' })
    const idToken = makeIdToken(claims, provider.lies, { key, otherKey })
    const tokens = { access_token: 'sso-access-token-1', token_type: 'Bearer', expires_in: 60 }
    sendJson(response, 200, { ...tokens, id_token: idToken })
  }
  const server = await listen((request, response) => {
    if (provider.lies.isDown) return sendJson(response, 503, {})
    if (request.url?.startsWith('/.well-known/'))
      return sendJson(response, 200, { ...metadataOf(server.origin), ...provider.lies.metadata })
    if (request.url?.startsWith('/authorize?')) {
      const location = provider.authorize(`${server.origin}${request.url}`).href
      return void response.writeHead(302, { location }).end()
    }
    if (request.url === '/jwks')
      return sendJson(response, 200, { keys: [{ ...jwkOf(key), alg: 'RS256', use: 'sig' }] })
    readForm(request, (form) => answerToken(form, response))
  })
  const provider: OpenIdProvider = {
    ...server,
    lies: {},
    authorizations: [],
    exchanges: [],
    authorize(redirectTo, claims = {}) {
      const { searchParams: asked } = new URL(redirectTo)
      provider.authorizations.push(asked)
      const code = `sso-code-${provider.authorizations.length}`
      const now = Math.floor(Date.now() / 1000)
      codes.set(code, {
        iss: server.origin,
        aud: asked.get('client_id'),
        sub: 'subject-1',
        iat: now,
        exp: now + 300,
        nonce: asked.get('nonce'),
        ...claims,
      })
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.search = new URLSearchParams({
        code,
        state: asked.get('state') ?? '',
        iss: server.origin,
      }).toString()
      return back
    },
  }
  return provider
}

function metadataOf(origin: string): Record<string, unknown> {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    jwks_uri: `${origin}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
  }
}

function makeIdToken(
  right: Record<string, unknown>,
  { claims, header, signature }: ProviderLies,
  { key, otherKey }: { key: KeyObject; otherKey: KeyObject },
): string {
  const alg = { 'client secret': 'HS256', none: 'none', 'another key': 'RS256' }
  const said = { alg: signature ? alg[signature] : 'RS256', ...header }
  const signed = [said, { ...right, ...claims }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${toSignature(signed, { signature, key, otherKey })}`
}

function toSignature(
  signed: string,
  {
    signature,
    key,
    otherKey,
  }: { signature: ProviderLies['signature']; key: KeyObject; otherKey: KeyObject },
): string {
  if (signature === 'none') return ''
  if (signature === 'client secret')
    return createHmac('sha256', ssoClient.secret).update(signed).digest('base64url')
  const signer = signature === 'another key' ? otherKey : key
  return sign('sha256', Buffer.from(signed), signer).toString('base64url')
}

function makeKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
}

/** The public half of it. */
function jwkOf(key: KeyObject): Record<string, unknown> {
  const { kty, n, e } = key.export({ format: 'jwk' })
  return { kty, n, e }
}

function readForm(request: IncomingMessage, done: (form: URLSearchParams) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => done(new URLSearchParams(Buffer.concat(chunks).toString())))
}

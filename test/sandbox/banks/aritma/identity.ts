import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { Router } from 'express'
import type { RequestHandler } from 'express'
import Provider from 'oidc-provider'
import type { Adapter } from 'oidc-provider'
import * as v from 'valibot'
import { renderBankPage } from '../../kit/page.ts'
import type { SandboxClient } from '../../kit/sandboxBank.ts'
import type { AccessTokens } from './accessTokens.ts'
import { BANK, begin } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import { peekForm } from './peekForm.ts'

export interface IdentityOptions extends Pick<AritmaParts, 'kit' | 'tokens'> {
  readonly clients: readonly SandboxClient[]
}

/** The page's quickstart asks for the first two, its authentication page for the last. */
const SCOPES = ['banking.channel.psd2', 'banking.ais.read', 'api']
const ACCESS_SECONDS = 3600

/** Aritma ID: a real OpenID provider, certified and not ours, below `/id`, with the paths of the documentation. */
export async function createIdentity(options: IdentityOptions): Promise<Router> {
  const issuer = `${options.kit.origin}/id`
  const provider = await createProvider(issuer, options)
  noteTokens(provider, options.tokens)
  const router = Router()
  router.use(noteAndStrike(options), serveWrongDiscovery(options, issuer))
  router.use(provider.callback())
  return router
}

async function createProvider(
  issuer: string,
  { kit, clients }: IdentityOptions,
): Promise<Provider> {
  // Made anew at each start: a token lives an hour, and the API here keeps a list instead of checking signatures.
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return new Provider(issuer, {
    adapter: keepNothing,
    clients: clients.map(({ id, secret }) => ({
      client_id: id,
      client_secret: secret,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'client_secret_post',
    })),
    // Both ways for every client, as Aritma documents.
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    clientBasedCORS: () => false,
    routes: {
      authorization: '/connect/authorize',
      token: '/connect/token',
      jwks: '/.well-known/openid-configuration/jwks',
      revocation: '/connect/revocation',
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      // Says no to JWTs: nobody keeps a list of them to strike one off.
      revocation: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `${kit.origin}/api`,
        getResourceServerInfo: (_context, audience) => ({
          audience,
          scope: SCOPES.join(' '),
          accessTokenTTL: ACCESS_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    ttl: {
      AccessToken: ACCESS_SECONDS,
      AuthorizationCode: 60,
      ClientCredentials: ACCESS_SECONDS,
      Grant: ACCESS_SECONDS,
      IdToken: ACCESS_SECONDS,
      Interaction: 600,
      Session: 600,
    },
    renderError(context) {
      context.type = 'html'
      context.body = renderBankPage({
        bankName: 'Aritma ID',
        title: 'Cannot continue',
        colour: '#1f3a5f',
        body: '<p role="alert">This sandbox signs nobody in: accounts are opened on the consent page.</p>',
      })
    },
  })
}

/** JWTs carry everything themselves, and there is one client, known from the start: nothing is ever looked up. */
function keepNothing(): Adapter {
  const nothing = () => Promise.resolve(undefined)
  return {
    upsert: nothing,
    find: nothing,
    findByUid: nothing,
    findByUserCode: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  }
}

const tokenAnswer = v.object({
  access_token: v.string(),
  expires_in: v.number(),
  scope: v.optional(v.string(), ''),
})

function noteTokens(provider: Provider, tokens: AccessTokens): void {
  provider.on('grant.success', (context) => {
    const { access_token: value, expires_in: seconds, scope } = v.parse(tokenAnswer, context.body)
    tokens.note(value, { seconds, scope })
  })
}

function noteAndStrike(options: IdentityOptions): RequestHandler {
  return async (request, response, next) => {
    const name = operationOf(request.path)
    request.body = await peekForm(request)
    begin(options, name)(request, response, () => {
      if (!options.kit.faults.take(BANK, name, ['invalid_client'])) return next()
      // IdentityServer, which Aritma ID is by its paths, answers 400 where others answer 401.
      response.status(400).json({ error: 'invalid_client' })
    })
  }
}

function operationOf(path: string): string {
  if (path === '/.well-known/openid-configuration') return 'discovery'
  return path === '/connect/token' ? 'token' : 'identity'
}

const elsewhere = 'id.elsewhere.example'

/** The fault `wrong_shape` on `discovery`, with the value `issuer`, `host` or `http`: metadata to be refused. */
function serveWrongDiscovery({ kit }: IdentityOptions, issuer: string): RequestHandler {
  return (request, response, next) => {
    const isAsked = operationOf(request.path) === 'discovery'
    const fault = isAsked ? kit.faults.take(BANK, 'discovery', ['wrong_shape']) : undefined
    if (!fault) return next()
    const good = {
      issuer,
      token_endpoint: `${issuer}/connect/token`,
      jwks_uri: `${issuer}/.well-known/openid-configuration/jwks`,
    }
    const wrong: Readonly<Record<string, Partial<typeof good>>> = {
      issuer: { issuer: `https://${elsewhere}` },
      host: { token_endpoint: `https://${elsewhere}/connect/token` },
      http: { token_endpoint: `http://${elsewhere}/connect/token` },
    }
    response.json({ ...good, ...wrong[String(fault.value)] })
  }
}

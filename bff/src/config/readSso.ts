import type { SsoConfig } from './config.ts'
import type { Environment } from './readEnvironment.ts'
import { readUrl } from './readUrl.ts'
import { Secret } from './secret.ts'

export const ssoNames = [
  'SKRIN_OIDC_ISSUER',
  'SKRIN_OIDC_CLIENT_ID',
  'SKRIN_OIDC_NAME',
  'SKRIN_OIDC_SCOPES',
  'SKRIN_OIDC_HOSTS',
]
export const SSO_SECRET = 'SKRIN_OIDC_CLIENT_SECRET'

const LONGEST_NAME = 40
export const usualScopes = 'openid profile'

export interface SsoSettings {
  readonly sso: SsoConfig | null
  readonly ssoSecret: Secret | null
}

const none: SsoSettings = { sso: null, ssoSecret: null }

/** All of it or none. null: not set, or wrong and noted. */
export function readSso(env: Environment): SsoSettings {
  const secret = env.secret(SSO_SECRET)
  const issuerText = env.text('SKRIN_OIDC_ISSUER')
  const clientId = env.text('SKRIN_OIDC_CLIENT_ID')
  const isAsked = secret !== undefined || ssoNames.some((name) => env.text(name) !== undefined)
  if (!isAsked) return none
  const needed = {
    SKRIN_OIDC_ISSUER: issuerText,
    SKRIN_OIDC_CLIENT_ID: clientId,
    [SSO_SECRET]: secret,
  }
  for (const [name, value] of Object.entries(needed)) {
    if (value === undefined) env.problem(`${name} is missing for the single sign-on`)
  }
  const issuer = issuerText === undefined ? null : readIssuer(env, issuerText)
  const scopes = readScopes(env)
  const hosts = readHosts(env)
  if (!issuer || clientId === undefined || secret === undefined) return none
  const name = (env.text('SKRIN_OIDC_NAME') ?? issuer.hostname).slice(0, LONGEST_NAME)
  return { sso: { issuer, clientId, name, scopes, hosts }, ssoSecret: new Secret(secret) }
}

function readIssuer(env: Environment, text: string): URL | null {
  const url = readUrl(text)
  if (typeof url !== 'string') return url
  env.problem(`SKRIN_OIDC_ISSUER ${url}`)
  return null
}

/** RFC 6749 §3.3; without `openid` there is no ID token. */
function readScopes(env: Environment): string {
  const scopes = env.text('SKRIN_OIDC_SCOPES') ?? usualScopes
  const words = scopes.split(' ')
  if (words.includes('openid') && words.every((word) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(word)))
    return scopes
  env.problem('SKRIN_OIDC_SCOPES is not a list of scopes with openid among them')
  return usualScopes
}

function readHosts(env: Environment): string[] {
  const hosts = (env.text('SKRIN_OIDC_HOSTS') ?? '').split(',').map((host) => host.trim())
  const named = hosts.filter((host) => host !== '')
  if (!named.every((host) => /^[a-z0-9.-]+(:\d{1,5})?$/i.test(host)))
    env.problem('SKRIN_OIDC_HOSTS is not a list of host names like login.example.org')
  return named
}

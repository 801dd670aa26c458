import type { Instant } from '@skrin/shared/brand'
import { instantMs, toInstant } from '@skrin/shared/dates'
import type { BankAuth, BankSetting, BankSettings } from '../bank.ts'
import type { WireJson } from '../wire.ts'
import { checkFinInst, toFinInst } from './finInst.ts'
import { CHAIN_DAYS } from './manifest.ts'

const DAY_MS = 86_400_000

export const settings: readonly BankSetting[] = [
  {
    name: 'FIN_INST',
    secret: false,
    description:
      'Goes straight to one bank of the alliance, e.g. fid-smn; empty: chosen when connecting',
    check: checkFinInst,
  },
  {
    name: 'PKCE',
    secret: false,
    description: 'on or off; off only if the bank should refuse the parameters of RFC 7636',
    fallback: 'on',
    check: (value) => (['on', 'off'].includes(value) ? null : 'must be on or off'),
  },
  {
    name: 'CARD_BALANCE',
    secret: false,
    description: 'How card balances are sent: auto, negative-is-owed or positive-is-owed',
    fallback: 'auto',
    check: (value) =>
      ['auto', 'negative-is-owed', 'positive-is-owed'].includes(value)
        ? null
        : 'must be auto, negative-is-owed or positive-is-owed',
  },
]

export const auth: BankAuth = {
  grant: () => 'authorization_code',
  server: (authUrl) => ({
    issuer: authUrl,
    authorizationEndpoint: `${authUrl}/oauth/authorize`,
    tokenEndpoint: `${authUrl}/oauth/token`,
  }),
  clientAuthentication: 'client_secret_post',
  // None is needed for reading, and one that the app lacks is answered with access_denied (client of June 2026).
  scope: () => undefined,
  // Required for partners (March 2026); personal clients get by without it, and RFC 6749 §3.1 makes a server ignore
  // parameters that it does not know.
  pkce: (values) => values['PKCE'] !== 'off',
  authorizeParameters,
  renewBy,
}

function authorizeParameters(options: {
  choices: Readonly<Record<string, string>>
  settings: BankSettings
}): Record<string, string> {
  const wanted = options.choices['finInst'] || options.settings['FIN_INST']
  const finInst = wanted ? toFinInst(wanted) : null
  return finInst === null ? {} : { finInst }
}

/**
 * A refresh token lives 30 days after its last use, a chain of them 365 days after BankID. Whoever sees the date is
 * using Skrin, and using it moves the first limit by itself; so the end of the chain is the day by which a person has
 * to act. The shorter limit is shown only where the bank tells no other.
 */
function renewBy(options: {
  answer: WireJson
  connectedAt: Instant
  now: Instant
}): Instant | null {
  const now = instantMs(options.now)
  const absoluteMs = readSeconds(options.answer, 'refresh_token_absolute_expires_in')
  if (absoluteMs !== null) {
    // Whether the number counts down after a refresh is not documented: the chain never lasts longer than its length.
    const chainEnd = instantMs(options.connectedAt) + CHAIN_DAYS * DAY_MS
    return toInstant(Math.min(now + absoluteMs, chainEnd))
  }
  const idleMs = readSeconds(options.answer, 'refresh_token_expires_in')
  return idleMs === null ? null : toInstant(now + idleMs)
}

/** Milliseconds; null when absent, zero or no whole number of seconds below a hundred years. */
function readSeconds(answer: WireJson, name: string): number | null {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null
  const digits: unknown = Reflect.get(answer, name)
  return typeof digits === 'string' && /^[1-9]\d{0,8}$/.test(digits) ? Number(digits) * 1000 : null
}

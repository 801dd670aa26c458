import type { KeyObject } from 'node:crypto'
import { SignJWT } from 'jose'
import type { SelfSignedTokens } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { Clock } from '../clock.ts'
import type { BankClient } from '../config/config.ts'
import { randomId } from '../ids.ts'
import type { OAuthClient, TokenAnswer } from './oauthClient.ts'
import { readSigningKey } from './readSigningKey.ts'

/** Another token is signed when this share of the life of one is over: it never ends on its way. */
const USED_SHARE = 0.75
/** A token of the future is refused: this host's clock may be ahead by so much. */
const CLOCK_AHEAD_S = 60

export interface SelfSignedClientOptions {
  readonly tokens: SelfSignedTokens
  readonly bankClient: BankClient
  readonly clock: Clock
}

/**
 * A bank client that signs its access tokens itself (RFC 7519, RS256): no network, no grant of a person. Its private key
 * stays here; what is sent is a token that ends by itself.
 */
export function createSelfSignedClient(options: SelfSignedClientOptions): OAuthClient {
  const read = readSigningKey(options.bankClient.secret.reveal())
  return {
    buildAuthorizationUrl: () => refuse('an authorization request'),
    exchangeCode: () => refuse('a code'),
    refresh: () => refuse('a refresh token'),
    requestClientCredentials: () =>
      // A key is looked at before it is kept; one that an older program kept, or a file that changed, is told here.
      read.ok ? sign(options, read.key) : Promise.reject(new BankError('bank_client_invalid')),
    revoke: () => Promise.resolve(false),
  }
}

async function sign(
  { tokens, bankClient, clock }: SelfSignedClientOptions,
  key: KeyObject,
): Promise<TokenAnswer> {
  const now = clock.now()
  const issuedAtS = Math.floor(now / 1000) - CLOCK_AHEAD_S
  const accessToken = await new SignJWT()
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: bankClient.id })
    .setIssuer(tokens.issuer)
    .setAudience(tokens.audience)
    // RS256 has no randomness: without it a token that was refused would be made again, bit by bit.
    .setJti(randomId())
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + tokens.lifetimeMs / 1000)
    .sign(key)
  const usableUntil = now + tokens.lifetimeMs * USED_SHARE
  return { accessToken, usableUntil, refreshToken: null, wire: null }
}

function refuse(what: string): Promise<never> {
  return Promise.reject(
    new TypeError(`a client that signs its tokens itself has no use for ${what}`),
  )
}

import { setTimeout as delay } from 'node:timers/promises'
import { randomPKCECodeVerifier, randomState } from 'openid-client'
import type { ConnectionId } from '@skrin/shared/brand'
import { instantMs, toInstant } from '@skrin/shared/dates'
import type { ProblemCode } from '@skrin/shared/problems'
import { AppError } from '../appError.ts'
import { toGrantedPurpose } from '../auth/grantedPurpose.ts'
import type { Sealer } from '../auth/sealing.ts'
import type { AccessPurpose, TokenAnswer } from '../auth/oauthClient.ts'
import type { Vault } from '../auth/vault.ts'
import type { BankConsent, Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { BankAccess, BankLine } from './bankAccess.ts'
import type { BankClientRef } from './bankClients.ts'
import type { BankOptions } from './bankOptions.ts'
import { callbackUrl } from './callbackUrl.ts'
import { claimAttempt, createAttempt } from './connectAttempts.ts'
import type { AttemptOwner, AuthorizeAttempt, ConsentAttempt } from './connectAttempts.ts'
import { keepGrant } from './keepGrant.ts'
import { openConnectApi } from './openConnectApi.ts'
import { readRenewed } from './saveConnection.ts'
import type { NewGrant } from './saveConnection.ts'

export interface ConnectDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
  readonly access: BankAccess
  readonly options: BankOptions
  readonly sealer: Sealer
  readonly publicUrl: URL
}

export interface ConnectStart {
  readonly owner: AttemptOwner
  readonly choices: Readonly<Record<string, string>>
  readonly renew: ConnectionId | null
  /** An internal path, already checked. */
  readonly returnTo: string | null
  /** `transfers` only after the person asked for it, with step-up, for a connection that is there. */
  readonly purpose: AccessPurpose
  readonly presence: Presence
}

/** Where the person goes next, or what the way came to. */
export type ConnectStep =
  | { readonly kind: 'redirect'; readonly redirectTo: string; readonly attempt: string }
  | {
      readonly kind: 'connected'
      readonly connection: ConnectionId
      readonly returnTo: string | null
    }

export type CallbackResult =
  | ConnectStep
  | { readonly kind: 'failed'; readonly problem: ProblemCode }
  | { readonly kind: 'used' }
  | { readonly kind: 'refused' }

const CONSENT_TRIES = 12
const CONSENT_PAUSE_MS = 500

/**
 * Starts a connection. Banks with a page of their own get the browser; for the others the token is fetched at once.
 * @throws AppError bank_not_configured, bad_request for a choice that the bank does not have, or not_found for a connection
 *   to renew that is not the member's · BankError
 */
export async function startConnect(deps: ConnectDeps, start: ConnectStart): Promise<ConnectStep> {
  const { owner, renew, returnTo, purpose } = start
  const line = requireLine(deps, owner.bank)
  const client = await deps.access.chooseClient(owner)
  if (!client) throw new AppError('bank_not_configured')
  const { auth } = line.bank
  const { oauth } = client
  // The same bank of an alliance as before, else its accounts would take the place of the others.
  const renewed = renew === null ? {} : await readRenewed(deps.db, owner, renew)
  const choices = { ...start.choices, ...renewed }
  const chooser = { ...owner, presence: start.presence }
  // What is renewed was chosen once; whether the bank still has it is for the bank to say.
  const chosen = renew === null ? await deps.options.find(chooser, choices) : null
  const label = chosen?.label ?? null
  const aim = { choices, label, renew, returnTo, purpose, client: client.ref }
  if (auth.grant(line.config.settings) !== 'authorization_code') {
    return continueWithTokens(deps, start, {
      aim,
      answer: await oauth.requestClientCredentials(purpose),
    })
  }
  const state = randomState()
  const codeVerifier = auth.pkce(line.config.settings) ? randomPKCECodeVerifier() : null
  const parameters = auth.authorizeParameters?.({ choices, settings: line.config.settings }) ?? {}
  const redirectUri = callbackUrl(deps.publicUrl, start.owner.bank).href
  const url = await oauth.buildAuthorizationUrl({
    purpose,
    redirectUri,
    state,
    codeVerifier,
    parameters,
  })
  const attempt = await createAttempt(deps, start.owner, {
    stage: 'authorize',
    ...aim,
    state,
    codeVerifier,
  })
  return { kind: 'redirect', redirectTo: url.href, attempt }
}

/** What the bank sent the browser back with. Nothing of it is believed before the attempt is claimed. */
export async function finishConnect(
  deps: ConnectDeps,
  callback: { bank: string; attempt: string; query: URLSearchParams; presence: Presence },
): Promise<CallbackResult> {
  const { bank, query, presence } = callback
  const claimed = await claimAttempt(deps, callback.attempt, {
    bank,
    state: query.get('state') ?? '',
  })
  if (claimed.status !== 'claimed') return { kind: claimed.status }
  try {
    const { owner, attempt } = claimed
    const context = { owner, presence, query }
    return attempt.stage === 'authorize'
      ? await afterAuthorization(deps, context, attempt)
      : await afterConsent(deps, context, attempt)
  } catch (error) {
    if (!(error instanceof BankError || error instanceof AppError)) throw error
    deps.log.warn({
      event: 'connect.failed',
      bank,
      code: error.code,
      ...(error.field && { field: error.field }),
      error,
    })
    // Ours: what was to be renewed is gone, or the bank's configuration. A browser is waiting for a page, not for a problem.
    return { kind: 'failed', problem: error instanceof AppError ? 'connect_failed' : error.code }
  }
}

interface CallbackContext {
  readonly owner: AttemptOwner
  readonly presence: Presence
  readonly query: URLSearchParams
}

async function afterAuthorization(
  deps: ConnectDeps,
  context: CallbackContext,
  attempt: AuthorizeAttempt,
): Promise<CallbackResult> {
  const { bank } = context.owner
  const client = await deps.access.findClient({ bank, bank_client: attempt.client })
  if (!client) throw new AppError('bank_not_configured')
  // Built from configuration, never from the Host that was asked for (RFC 6749 §4.1.3).
  const url = callbackUrl(deps.publicUrl, bank)
  url.search = context.query.toString()
  const answer = await client.oauth.exchangeCode(url, {
    state: attempt.state,
    codeVerifier: attempt.codeVerifier,
  })
  return continueWithTokens(deps, context, { aim: attempt, answer })
}

interface Aim {
  readonly choices: Record<string, string>
  readonly label: string | null
  readonly renew: ConnectionId | null
  readonly returnTo: string | null
  readonly purpose: AccessPurpose
  readonly client: BankClientRef
}

async function continueWithTokens(
  deps: ConnectDeps,
  { owner, presence }: { owner: AttemptOwner; presence: Presence },
  { aim, answer }: { aim: Aim; answer: TokenAnswer },
): Promise<ConnectStep> {
  const line = requireLine(deps, owner.bank)
  const now = toInstant(deps.clock.now())
  const renewBy = line.bank.auth.renewBy?.({ answer: answer.wire, connectedAt: now, now }) ?? null
  const grant: NewGrant = {
    accessToken: answer.accessToken,
    usableUntil: answer.usableUntil,
    refreshToken: answer.refreshToken,
    consentId: null,
    renewBy: renewBy === null ? null : instantMs(renewBy),
  }
  const granted = { ...aim, purpose: toGrantedPurpose(line, aim.purpose, answer) }
  const { consent } = line.bank.auth
  if (consent)
    return startConsent(deps, { line, owner, presence, consent }, { aim: granted, grant })
  const connection = await keepGrant(deps, { owner, line, aim: granted, grant })
  return { kind: 'connected', connection, returnTo: aim.returnTo }
}

interface ConsentContext {
  readonly line: BankLine
  readonly owner: AttemptOwner
  readonly presence: Presence
  readonly consent: BankConsent
}

async function startConsent(
  deps: ConnectDeps,
  { line, owner, presence, consent }: ConsentContext,
  { aim, grant }: { aim: Aim; grant: NewGrant },
): Promise<ConnectStep> {
  const state = randomState()
  const api = openConnectApi(deps, line, {
    accessToken: grant.accessToken,
    consentId: null,
    presence,
  })
  const started = await consent.start(api, {
    redirectUrl: callbackUrl(deps.publicUrl, owner.bank).href,
    state,
    choices: aim.choices,
  })
  requireBankPage(started.redirectTo)
  const { accessToken, usableUntil, refreshToken, renewBy } = grant
  const { choices, label, renew, returnTo, purpose, client } = aim
  const attempt = await createAttempt(deps, owner, {
    stage: 'consent',
    choices,
    label,
    renew,
    returnTo,
    purpose,
    client,
    state,
    accessToken,
    usableUntil,
    refreshToken,
    renewBy,
    consentId: started.consentId,
  })
  return { kind: 'redirect', redirectTo: started.redirectTo, attempt }
}

async function afterConsent(
  deps: ConnectDeps,
  { owner, presence, query }: CallbackContext,
  attempt: ConsentAttempt,
): Promise<CallbackResult> {
  // In the words of RFC 6749 §4.1.2.1, where a bank says it on the way back; the others are asked.
  const said = query.get('error')
  if (said !== null)
    return {
      kind: 'failed',
      problem: said === 'access_denied' ? 'connect_denied' : 'connect_failed',
    }
  const line = requireLine(deps, owner.bank)
  const { consent } = line.bank.auth
  if (!consent) throw new AppError('connect_failed')
  const { accessToken, usableUntil, refreshToken, consentId } = attempt
  const api = openConnectApi(deps, line, { accessToken, consentId, presence })
  for (let tried = 0; tried < CONSENT_TRIES; tried++) {
    const state = await consent.fetch(api, consentId, query.get('code'))
    if (state.status === 'ended') return { kind: 'failed', problem: 'connect_denied' }
    if (state.status === 'authorized') {
      const renewBy = state.endsAt === null ? attempt.renewBy : instantMs(state.endsAt)
      const kept = state.consentId ?? consentId
      const grant = { accessToken, usableUntil, refreshToken, consentId: kept, renewBy }
      const connection = await keepGrant(deps, { owner, line, aim: attempt, grant })
      return { kind: 'connected', connection, returnTo: attempt.returnTo }
    }
    await delay(CONSENT_PAUSE_MS)
  }
  return { kind: 'failed', problem: 'bank_timeout' }
}

function requireLine(deps: ConnectDeps, bankId: string): BankLine {
  const line = deps.access.getLine(bankId)
  if (!line) throw new AppError('bank_not_configured')
  return line
}

/** The bank names the page to send the person to; anything but https (or loopback) would be a way out of the browser. */
function requireBankPage(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null
  const isLoopback =
    url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (!url || (url.protocol !== 'https:' && !isLoopback)) {
    throw new BankError('bank_wrong_answer', { field: '(consent address)' })
  }
}

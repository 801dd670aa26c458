import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionId } from '@skrin/shared/brand'
import { instantMs, toInstant } from '@skrin/shared/dates'
import type { BankGrant } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import { untilAvailable } from '../store/untilAvailable.ts'
import type { AccessPurpose, OAuthClient, TokenAnswer } from './oauthClient.ts'
import type { Grant, GrantRow, Vault } from './vault.ts'

/** A holder that died is followed by another after this long; a living one extends it. */
export const LEASE_MS = 10_000
const LEASE_EXTENDED_EVERY_MS = 3000
export const LEASE_POLL_MS = 40
/** Longer than any refresh can take, the transport's own limit included. */
const WAIT_AT_MOST_MS = 45_000
const FIRST_BACK_OFF_MS = 15_000
const LONGEST_BACK_OFF_MS = 15 * 60_000

export type FreshToken =
  | { readonly status: 'ok'; readonly accessToken: string; readonly consentId: string | null }
  /** The grant is dead or cannot be read: only the person can help. */
  | { readonly status: 'reconnect' }
  /** The bank could not be asked now; the grant may be fine. */
  | { readonly status: 'unavailable'; readonly error: BankError }

export interface TokenOwner {
  readonly id: ConnectionId
  readonly bank: string
}

export interface GrantingClient {
  readonly client: OAuthClient
  readonly grant: BankGrant
  readonly purpose: AccessPurpose
}

export interface FreshTokenOptions {
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
  /** The bank client of the grant; null: it is gone, or cannot be opened. Another `client` stands for another secret. */
  readonly findOAuthClient: (owner: TokenOwner) => Promise<GrantingClient | null>
  /** Told of every answer to a refresh, for what a bank adds of its own (renewal dates). */
  readonly onRenewed: (owner: TokenOwner, answer: TokenAnswer) => Promise<void>
}

export interface FreshTokens {
  /** `rejected`: a token that the bank's API answered with 401; another one is wanted. */
  fetch(owner: TokenOwner, rejected?: string): Promise<FreshToken>
  /** Resolves when no refresh is under way. */
  settle(): Promise<void>
}

/**
 * Lease row, re-read, refresh, save, use: one refresh per connection across requests and processes. A refresh once
 * sent is never aborted, because a rotating refresh token works once: no request's end reaches into this.
 */
export function createFreshTokens(options: FreshTokenOptions): FreshTokens {
  const flights = new Map<ConnectionId, Promise<FreshToken>>()
  const backOffs = new Map<ConnectionId, BackOff>()

  const renewOnce = (owner: TokenOwner, rejected: string | undefined): Promise<FreshToken> => {
    const flying = flights.get(owner.id)
    if (flying) return flying
    const flight = renew(options, owner, { rejected, backOffs }).finally(() =>
      flights.delete(owner.id),
    )
    flights.set(owner.id, flight)
    return flight
  }

  return {
    async fetch(owner, rejected) {
      const known = await readUsable(options, owner, rejected)
      if (known) return known
      const token = await renewOnce(owner, rejected)
      // The flight that was joined may have begun before the bank rejected this very token.
      return token.status === 'ok' && token.accessToken === rejected
        ? renewOnce(owner, rejected)
        : token
    },
    async settle() {
      await Promise.allSettled(flights.values())
    },
  }
}

interface BackOff {
  readonly until: number
  /** What failed; with another secret it is tried again at once. */
  readonly client: OAuthClient | null
  readonly failures: number
  readonly error: BankError
}

interface Renewal {
  readonly rejected: string | undefined
  readonly backOffs: Map<ConnectionId, BackOff>
}

async function renew(
  options: FreshTokenOptions,
  owner: TokenOwner,
  renewal: Renewal,
): Promise<FreshToken> {
  const { vault, clock } = options
  const holder = randomId()
  const giveUpAt = performance.now() + WAIT_AT_MOST_MS
  while (performance.now() < giveUpAt) {
    const known = await readUsable(options, owner, renewal.rejected)
    if (known) return known
    const backOff = await findBackOff(options, owner, renewal)
    if (backOff) return { status: 'unavailable', error: backOff.error }
    const lease = { holder, now: clock.now(), untilMs: clock.now() + LEASE_MS }
    if (await vault.takeLease(owner.id, lease))
      return renewUnderLease(options, owner, { ...renewal, holder })
    await delay(LEASE_POLL_MS)
  }
  return { status: 'unavailable', error: new BankError('bank_timeout') }
}

async function findBackOff(
  { clock, findOAuthClient }: FreshTokenOptions,
  owner: TokenOwner,
  { backOffs }: Renewal,
): Promise<BackOff | null> {
  const backOff = backOffs.get(owner.id)
  if (!backOff || backOff.until <= clock.now()) return null
  const found = await findOAuthClient(owner)
  return (found?.client ?? null) === backOff.client ? backOff : null
}

async function renewUnderLease(
  options: FreshTokenOptions,
  owner: TokenOwner,
  renewal: Renewal & { holder: string },
): Promise<FreshToken> {
  const { vault, clock } = options
  const { holder } = renewal
  const extending = setInterval(() => {
    // A failing extension only means that another holder may come; the save below then notices.
    vault
      .takeLease(owner.id, { holder, now: clock.now(), untilMs: clock.now() + LEASE_MS })
      .catch((error: unknown) =>
        options.log.warn({ event: 'lease.extension_failed', connection: owner.id, error }),
      )
  }, LEASE_EXTENDED_EVERY_MS)
  try {
    // Another process may have won between our look and our lease.
    const known = await readUsable(options, owner, renewal.rejected)
    return known ?? (await refreshAndSave(options, owner, renewal))
  } finally {
    clearInterval(extending)
    await vault.releaseLease(owner.id, holder)
  }
}

async function refreshAndSave(
  options: FreshTokenOptions,
  owner: TokenOwner,
  renewal: Renewal,
): Promise<FreshToken> {
  const { vault, clock, log } = options
  const row = await vault.read(owner.id)
  if (!row?.grant) return { status: 'reconnect' }
  const startedAt = performance.now()
  const found = await options.findOAuthClient(owner)
  let answer: TokenAnswer
  try {
    answer = await requestTokens(found, row.grant)
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    log.warn({
      event: 'token.refresh_failed',
      bank: owner.bank,
      connection: owner.id,
      code: error.code,
      error,
    })
    if (error.code !== 'reconnect_needed')
      return backOff(renewal.backOffs, owner, {
        error,
        client: found?.client ?? null,
        now: clock.now(),
      })
    // Read once more: a holder that outlived its lease may have saved a newer grant.
    return (await readUsable(options, owner, row.grant.accessToken)) ?? { status: 'reconnect' }
  }
  const grant: Grant = {
    accessToken: answer.accessToken,
    usableUntil: answer.usableUntil,
    refreshToken: answer.refreshToken ?? row.grant.refreshToken,
    consentId: row.grant.consentId,
  }
  // The old refresh token is used up: a database that is away for a moment must not cost the person this one.
  const isSaved = await untilAvailable(() =>
    vault.replace(owner.id, grant, { generation: row.generation }),
  )
  renewal.backOffs.delete(owner.id)
  log.info({
    event: 'token.refreshed',
    bank: owner.bank,
    connection: owner.id,
    ms: Math.round(performance.now() - startedAt),
  })
  if (!isSaved) return (await readUsable(options, owner, undefined)) ?? { status: 'reconnect' }
  await options.onRenewed(owner, answer)
  return { status: 'ok', accessToken: grant.accessToken, consentId: grant.consentId }
}

async function requestTokens(found: GrantingClient | null, grant: Grant): Promise<TokenAnswer> {
  if (!found) throw new BankError('bank_not_configured')
  if (found.grant !== 'authorization_code')
    return found.client.requestClientCredentials(found.purpose)
  if (grant.refreshToken === null) throw new BankError('reconnect_needed')
  return found.client.refresh(grant.refreshToken)
}

function backOff(
  backOffs: Map<ConnectionId, BackOff>,
  owner: TokenOwner,
  { error, client, now }: { error: BankError; client: OAuthClient | null; now: number },
): FreshToken {
  const failures = (backOffs.get(owner.id)?.failures ?? 0) + 1
  const pauseMs = Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS)
  const until = Math.max(now + pauseMs, error.retryAt === undefined ? 0 : instantMs(error.retryAt))
  // Whoever asks within the pause learns when asking makes sense again.
  const told = new BankError(error.code, { cause: error, retryAt: toInstant(until) })
  backOffs.set(owner.id, { until, client, failures, error: told })
  return { status: 'unavailable', error: told }
}

/** The token in the vault if it still serves; `reconnect` when there is none to read; null when it must be renewed. */
async function readUsable(
  { vault, clock }: FreshTokenOptions,
  owner: TokenOwner,
  rejected: string | undefined,
): Promise<FreshToken | null> {
  return toUsable(await vault.read(owner.id), { now: clock.now(), rejected })
}

export function toUsable(
  row: GrantRow | null,
  { now, rejected }: { now: number; rejected?: string | undefined },
): FreshToken | null {
  if (!row?.grant) return { status: 'reconnect' }
  const { accessToken, usableUntil, consentId } = row.grant
  if (accessToken === rejected || usableUntil <= now) return null
  return { status: 'ok', accessToken, consentId }
}

import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import type { MemberId } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import { AppError } from '../appError.ts'
import type { Sealer } from '../auth/sealing.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { FRESH_MS } from '../store/sessionStore.ts'
import type { SessionStore, StoredSession } from '../store/sessionStore.ts'
import type { Proof } from './proof.ts'
import { claimSsoAttempt, createSsoAttempt } from './ssoAttempts.ts'
import type { SsoAttempt, SsoPurpose } from './ssoAttempts.ts'
import type { SsoClaims } from './ssoClaims.ts'
import type { SsoClient } from './ssoClient.ts'
import { linkIdentity, useIdentity } from './ssoIdentities.ts'

export interface SsoDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly sessions: SessionStore
  readonly sealer: Sealer
  readonly sso: SsoClient
  readonly publicUrl: URL
}

export interface SsoStart {
  readonly purpose: SsoPurpose
  readonly by: SsoAttempt['by']
  /** An internal path, already checked. */
  readonly returnTo: string | null
}

/** What a callback came to. */
export type SsoResult =
  /** Not an attempt of this browser. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'used'; readonly returnTo: string | null }
  | (SsoEnd & { readonly kind: 'failed'; readonly problem: ProblemCode })
  | (SsoEnd & { readonly kind: 'signed-in'; readonly proof: Proof })
  | (SsoEnd & { readonly kind: 'linked'; readonly member: MemberId })
  | (SsoEnd & {
      readonly kind: 'proven'
      readonly session: { readonly hash: string; readonly stored: StoredSession }
    })

interface SsoEnd {
  readonly attempt: SsoAttempt
}

/** How far the provider's clock may be behind ours. */
const SKEW_MS = 60_000

/** Where to send the browser, and what its cookie holds. @throws AppError sso_failed: the provider cannot be asked */
export async function startSso(
  deps: SsoDeps,
  { purpose, by, returnTo }: SsoStart,
): Promise<{ redirectTo: string; attemptId: string }> {
  const checks = {
    state: randomState(),
    nonce: randomNonce(),
    codeVerifier: randomPKCECodeVerifier(),
  }
  const redirectTo = await asProblem(deps, () =>
    deps.sso.buildAuthorizationUrl({
      ...checks,
      redirectUri: callbackUrl(deps).href,
      isProof: purpose === 'proof',
    }),
  )
  const attempt = { ...checks, purpose, by, returnTo, startedAt: deps.clock.now() }
  return { redirectTo: redirectTo.href, attemptId: await createSsoAttempt(deps, attempt) }
}

/** `hereHash`: the session that came along, where the provider is on the same site. */
export async function finishSso(
  deps: SsoDeps,
  {
    attemptId,
    query,
    hereHash,
  }: { attemptId: string; query: URLSearchParams; hereHash: string | null },
): Promise<SsoResult> {
  const claimed = await claimSsoAttempt(deps, attemptId, query.get('state') ?? '')
  if (claimed.status === 'refused') return { kind: 'refused' }
  const { attempt } = claimed
  if (claimed.status === 'used') return { kind: 'used', returnTo: attempt.returnTo }
  try {
    const session = await findBeginner(deps, attempt, hereHash)
    const url = callbackUrl(deps)
    url.search = query.toString()
    const claims = await asProblem(deps, () => deps.sso.exchangeCode(url, attempt))
    return await conclude(deps, { attempt, claims, session })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { kind: 'failed', problem: error.code, attempt }
  }
}

/**
 * The session that wants to link or to prove, as it stands now; null for signing in.
 * @throws AppError sso_failed: it is over, or somebody else is signed in meanwhile; the code is then nobody's
 */
async function findBeginner(
  { sessions }: SsoDeps,
  { purpose, by }: SsoAttempt,
  hereHash: string | null,
): Promise<StoredSession | null> {
  if (purpose === 'sign-in') return null
  const session = by && (await sessions.find(by.sessionHash))
  const isElsewhere = hereHash !== null && hereHash !== by?.sessionHash
  if (!session || session.member !== by.member || isElsewhere) throw new AppError('sso_failed')
  return session
}

async function conclude(
  deps: SsoDeps,
  {
    attempt,
    claims,
    session,
  }: { attempt: SsoAttempt; claims: SsoClaims; session: StoredSession | null },
): Promise<SsoResult> {
  if (!session) return signIn(deps, { attempt, claims })
  if (attempt.purpose === 'link') {
    const label = claims.label ?? deps.sso.config.name
    await linkIdentity(deps, session.member, { ...claims, label })
    return { kind: 'linked', attempt, member: session.member }
  }
  const isNew =
    claims.authenticatedAt !== null && claims.authenticatedAt >= attempt.startedAt - SKEW_MS
  if (!isNew || (await useIdentity(deps, claims)) !== session.member)
    throw new AppError('sso_failed')
  const hash = attempt.by?.sessionHash ?? ''
  return { kind: 'proven', attempt, session: { hash, stored: session } }
}

/**
 * Fresh only as far as the provider says when the person last proved themselves: its own long session is no proof.
 * @throws AppError sso_not_linked
 */
async function signIn(
  deps: SsoDeps,
  { attempt, claims }: { attempt: SsoAttempt; claims: SsoClaims },
): Promise<SsoResult> {
  const member = await useIdentity(deps, claims)
  if (!member) throw new AppError('sso_not_linked')
  const now = deps.clock.now()
  const provenAt = Math.min(now, claims.authenticatedAt ?? now - FRESH_MS)
  return { kind: 'signed-in', attempt, proof: { member, method: 'sso', provenAt } }
}

/** From configuration, never from the request (RFC 9700 §4.1). */
function callbackUrl({ publicUrl }: SsoDeps): URL {
  return new URL('/sign-in/sso/callback', publicUrl)
}

/** What went wrong is for the log of whoever runs Skrin. */
async function asProblem<T>({ log }: SsoDeps, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    log.warn({ event: 'sso.failed', error: cause })
    throw new AppError('sso_failed')
  }
}

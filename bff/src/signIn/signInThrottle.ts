import { toInstant } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { toNameKey } from '../household/members.ts'
import { sha256 } from '../ids.ts'
import type { RateLimitStore } from '../store/rateLimitStore.ts'

const FREE_TRIES = 5
const FIRST_DELAY_MS = 5000
const LONGEST_DELAY_MS = 5 * 60_000
/** After this long without a failure an account's count is forgotten. */
const FORGET_MS = 60 * 60_000
/** How long a network counts as one of the family's after somebody signed in from it. */
const KNOWN_MS = 30 * 24 * 60 * 60_000

export interface Attempt {
  readonly name: string
  /** Where it comes from, see `networkOf`. */
  readonly network: string
}

interface Deps {
  readonly limits: RateLimitStore
  readonly clock: Clock
}

/**
 * Slows down guessing at one account. Delays grow, end and are forgotten: nobody is locked out for good. Networks that
 * this member has signed in from have a count of their own, so that a stranger elsewhere cannot slow the family down.
 * @throws AppError too_many_requests, for names that do not exist as well
 */
export async function reserveTry(deps: Deps, attempt: Attempt): Promise<void> {
  const key = await bucketOf(deps.limits, attempt)
  // Counted before the password is looked at, one by one: parallel tries do not slip past together.
  let isCounted = false
  while (!isCounted) isCounted = await countTry(deps, key)
}

async function countTry({ limits, clock }: Deps, key: string): Promise<boolean> {
  const now = clock.now()
  const before = await limits.read(key)
  const delayMs = delayAfter(before?.hits ?? 0)
  const nextAt = before ? before.resetAt - FORGET_MS + delayMs : 0
  // The try before may have been counted by a replica whose clock is a little ahead: a free one is free all the same.
  if (delayMs > 0 && now < nextAt)
    throw new AppError('too_many_requests', { retryAt: toInstant(nextAt) })
  return limits.replace(key, before, { hits: (before?.hits ?? 0) + 1, resetAt: now + FORGET_MS })
}

/** The password was right: the count goes, and the network becomes known. */
export async function noteSuccess({ limits, clock }: Deps, attempt: Attempt): Promise<void> {
  await limits.remove(await bucketOf(limits, attempt))
  await limits.put(knownKey(attempt), { hits: 1, resetAt: clock.now() + KNOWN_MS })
}

function delayAfter(hits: number): number {
  if (hits < FREE_TRIES) return 0
  return Math.min(FIRST_DELAY_MS * 2 ** (hits - FREE_TRIES), LONGEST_DELAY_MS)
}

async function bucketOf(limits: RateLimitStore, attempt: Attempt): Promise<string> {
  const isKnown = (await limits.read(knownKey(attempt))) !== null
  return `account:${nameHash(attempt)}:${isKnown ? attempt.network : 'elsewhere'}`
}

function knownKey(attempt: Attempt): string {
  return `known:${nameHash(attempt)}:${attempt.network}`
}

function nameHash({ name }: Attempt): string {
  return sha256(toNameKey(name))
}

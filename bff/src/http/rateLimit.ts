import type { RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import type { Store } from 'express-rate-limit'
import type { Instant } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { RateLimitStore } from '../store/rateLimitStore.ts'

export interface IpLimit {
  /** What is limited; part of the counter's key. */
  readonly name: string
  readonly limit: number
  readonly windowMs: number
}

interface Deps {
  readonly limits: RateLimitStore
  readonly clock: Clock
  readonly log: Log
}

/**
 * So many tries that fail from one network (one IPv4 address, one IPv6 /56). `req.ip` counts only the proxies that are
 * configured: a made-up X-Forwarded-For changes nothing.
 */
export function limitFailuresByIp(deps: Deps, ip: IpLimit): RequestHandler {
  return createLimiter(deps, ip, { countsSuccess: false })
}

/** So many calls from one network, whatever comes of them. */
export function limitByIp(deps: Deps, ip: IpLimit): RequestHandler {
  return createLimiter(deps, ip, { countsSuccess: true })
}

function createLimiter(
  deps: Deps,
  ip: IpLimit,
  { countsSuccess }: { countsSuccess: boolean },
): RequestHandler {
  return rateLimit({
    windowMs: ip.windowMs,
    limit: ip.limit,
    skipSuccessfulRequests: !countsSuccess,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: (req) => networkOf(req.ip),
    store: toStore(deps, ip),
    // It would complain on the console about an X-Forwarded-For that nobody trusts, which is the point.
    validate: false,
    handler(req, _res, next) {
      const key = keyOf(ip, networkOf(req.ip))
      readEnd(deps, ip, key).then(
        (retryAt) => next(new AppError('too_many_requests', { retryAt })),
        next,
      )
    },
  })
}

/** Counts one failure from an address; gives when to come again once there are too many, else null. */
export async function countFailure(
  { limits }: Pick<Deps, 'limits'>,
  ip: IpLimit,
  address: string | undefined,
): Promise<Instant | null> {
  const { hits, resetAt } = await limits.increment(keyOf(ip, networkOf(address)), ip.windowMs)
  return hits > ip.limit ? toInstant(resetAt) : null
}

async function readEnd(
  { limits, clock }: Pick<Deps, 'limits' | 'clock'>,
  ip: IpLimit,
  key: string,
): Promise<Instant> {
  const count = await limits.read(key)
  return toInstant(count?.resetAt ?? clock.now() + ip.windowMs)
}

export function networkOf(address: string | undefined): string {
  return ipKeyGenerator(address ?? '')
}

function keyOf(ip: IpLimit, network: string): string {
  return `ip:${ip.name}:${network}`
}

function toStore({ limits, log }: Deps, ip: IpLimit): Store {
  return {
    async increment(network) {
      const { hits, resetAt } = await limits.increment(keyOf(ip, network), ip.windowMs)
      return { totalHits: hits, resetTime: new Date(resetAt) }
    },
    async decrement(network) {
      try {
        await limits.decrement(keyOf(ip, network))
      } catch (error) {
        // After the answer: nobody is left to tell, and the count ends by itself.
        log.warn({ event: 'rate_limit.not_taken_back', error })
      }
    },
    resetKey: (network) => limits.remove(keyOf(ip, network)),
  }
}

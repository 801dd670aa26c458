import type { RequestHandler } from 'express'

const CALLS = 30
const MINUTE_MS = 60_000

/** Thirty calls in each minute, counted for the one client there is; the headers as seen in 2018. */
export function createRateLimit(now: () => number): RequestHandler {
  let minute = { startedAt: Number.NEGATIVE_INFINITY, used: 0 }
  return (_request, response, next) => {
    if (now() >= minute.startedAt + MINUTE_MS) minute = { startedAt: now(), used: 0 }
    minute.used++
    response.setHeader('x-rate-limit-limit', '1m')
    response.setHeader('x-rate-limit-remaining', String(Math.max(0, CALLS - minute.used)))
    response.setHeader('x-rate-limit-reset', new Date(minute.startedAt + MINUTE_MS).toISOString())
    if (minute.used <= CALLS) return next()
    // No body of a 429 is known: this one is the sandbox's choice.
    response
      .status(429)
      .type('application/problem+json')
      .send('{"title":"Too Many Requests","status":429}')
  }
}

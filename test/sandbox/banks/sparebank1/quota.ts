import type { RequestHandler } from 'express'
import { BANK } from './parts.ts'
import type { Parts } from './parts.ts'

const HOUR_MS = 3_600_000

/** API calls of the last hour, of the one bank client there is. Fetching tokens is not counted: not documented. */
export function quota({ kit, switches }: Parts): RequestHandler {
  let calls: number[] = []
  return (_request, response, next) => {
    // Over the control API: a fault `rate_limited` for the operation `quota`, with the calls per hour as value.
    const fault = kit.faults.take(BANK, 'quota', ['rate_limited'])
    const allowed = fault ? Number(fault.value ?? 60) : switches.callsPerHour
    const now = kit.now()
    calls = calls.filter((at) => at > now - HOUR_MS)
    const oldest = calls[0]
    if (allowed !== null && oldest !== undefined && calls.length >= allowed) {
      response.setHeader('Retry-After', String(Math.ceil((oldest + HOUR_MS - now) / 1000)))
      // The real body is not documented.
      return void response.status(429).json({ errors: [] })
    }
    calls.push(now)
    next()
  }
}

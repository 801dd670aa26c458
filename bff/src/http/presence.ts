import type { Request } from 'express'
import type { Presence } from '../banks/bank.ts'

/** The person at the screen, as far as a bank may be told; the address counts only trusted proxies. */
export function presenceOf(req: Request): Presence {
  return { ip: req.ip ?? '', userAgent: req.get('user-agent') ?? null }
}

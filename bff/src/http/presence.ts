import type { IncomingMessage } from 'node:http'
import type { Request } from 'express'
import proxyAddress from 'proxy-addr'
import type { Presence } from '../banks/bank.ts'

/** The person at the screen, as far as a bank may be told; the address counts only trusted proxies. */
export function presenceOf(req: Request): Presence {
  return { ip: req.ip ?? '', userAgent: req.get('user-agent') ?? null }
}

/** `presenceOf` for a request that Express does not handle; proxy-addr is what it asks for `req.ip`. */
export function createPresenceReader(
  trustedProxies: readonly string[],
): (req: IncomingMessage) => Presence {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  return (req) => ({
    ip: proxyAddress(req, isTrusted),
    userAgent: req.headers['user-agent'] ?? null,
  })
}

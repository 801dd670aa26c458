import type { RequestHandler } from 'express'
import type { Log } from '../log.ts'

/**
 * Says once that somebody in front adds X-Forwarded-For and is not trusted: then everybody behind it shares one count of
 * failed sign-ins.
 */
export function noticeUnknownProxy(log: Log): RequestHandler {
  let isNoticed = false
  return (req, _res, next) => {
    // `req.ips` holds what trusted proxies said.
    if (!isNoticed && req.headers['x-forwarded-for'] !== undefined && req.ips.length === 0) {
      isNoticed = true
      log.warn({ event: 'proxy.unknown', detail: 'name the proxy in SKRIN_TRUSTED_PROXIES' })
    }
    next()
  }
}

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import { AppError } from '../appError.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Lets only Skrin's own page call the API, before any work is done (RFC 10017 §6.1.3.3.2). Another site cannot send the
 * header without a CORS preflight, which nothing here answers.
 */
export function csrfGuard(publicUrl: URL): RequestHandler {
  const isOwnCall = createOwnCallCheck(publicUrl)
  return (req, _res, next) => next(isOwnCall(req) ? undefined : new AppError('cross_site'))
}

type OwnCheck = (req: Pick<IncomingMessage, 'headers' | 'method'>) => boolean

export function createOwnCallCheck(publicUrl: URL): OwnCheck {
  const isOwnSender = createOwnSenderCheck(publicUrl)
  return (req) => req.headers['x-csrf'] === '1' && isOwnSender(req)
}

/** For a form, which can send no header of ours: it comes from a page of ours, as far as the browser says. */
export function createOwnSenderCheck(publicUrl: URL): OwnCheck {
  const isAtHome = loopback.has(publicUrl.hostname)
  const { origin } = publicUrl
  return ({ headers, method }) =>
    isSameOrigin(headers, { method, origin }) && (!isAtHome || isLoopbackHost(headers.host))
}

/** `same-site` is hostile too: another port of the same host is another program. */
function isSameOrigin(
  headers: IncomingHttpHeaders,
  { method, origin }: { method: string | undefined; origin: string },
): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  if (headers.origin !== undefined) return headers.origin === origin
  return method === 'GET' || method === 'HEAD'
}

/** Against DNS rebinding: a foreign name that was pointed at this machine is "same-origin" to the browser. */
function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && loopback.has(host.replace(/:\d+$/, ''))
}

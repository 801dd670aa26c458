import type { RequestHandler } from 'express'
import { AppError } from '../appError.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** TRACE, OPTIONS and the rest have no use here: there is no CORS, and nothing to trace. */
export const refuseOtherMethods: RequestHandler = (req, res, next) => {
  if (methods.includes(req.method)) return next()
  res.setHeader('Allow', methods.join(', '))
  next(new AppError('method_not_allowed'))
}

/** `GET http://elsewhere/api/… HTTP/1.1` is meant for proxies (RFC 9112 §3.2.2); Express would route it. */
export const refuseAbsoluteTargets: RequestHandler = (req, _res, next) => {
  next(req.originalUrl.startsWith('/') ? undefined : new AppError('bad_request'))
}

import type { ServerResponse } from 'node:http'
import type { Request, RequestHandler } from 'express'
import type { ProblemCode } from '@skrin/shared/problems'
import { randomId } from '../ids.ts'
import type { Log } from '../log.ts'
import { createRequestSlot } from './requestSlot.ts'

/** Finds a request in the log; made by us, also sent as `X-Request-ID`. */
export const reference = createRequestSlot<string>('a reference')
/** The problem that a request ended with. */
export const endedWith = createRequestSlot<ProblemCode>('a problem')

/** One event per request, with the route's template: a URL can hold account ids and what somebody searched for. */
export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    const id = randomId()
    const startedAt = performance.now()
    reference.set(res, id)
    res.setHeader('X-Request-ID', id)
    res.once('close', () => {
      const code = endedWith.find(res)
      const { method } = req
      logRequestEnd(log, res, { reference: id, startedAt, method, route: routeTemplate(req), code })
    })
    next()
  }
}

export interface EndedRequest {
  readonly reference: string
  /** As `performance.now()` tells it. */
  readonly startedAt: number
  readonly method: string
  readonly route: string
  readonly code: ProblemCode | undefined
}

export function logRequestEnd(
  log: Log,
  res: ServerResponse,
  { reference, startedAt, method, route, code }: EndedRequest,
): void {
  log.info({
    event: res.writableFinished ? 'request.ended' : 'request.aborted',
    reference,
    method,
    route,
    status: res.statusCode,
    ms: Math.round(performance.now() - startedAt),
    ...(code !== undefined && { code }),
  })
}

function routeTemplate(req: Request): string {
  const route: unknown = req.route
  const isRoute = typeof route === 'object' && route !== null && 'path' in route
  return isRoute && typeof route.path === 'string' ? req.baseUrl + route.path : '(none)'
}

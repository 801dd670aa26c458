import type { RequestHandler } from 'express'
import { AppError } from '../appError.ts'
import { isRouteAt } from './findRoute.ts'

interface KnownRoute {
  readonly method: string
  readonly path: string
}

/** For an address that exists, asked in a way that does not: says which ways there are. */
export function methodNotAllowed(routes: readonly KnownRoute[]): RequestHandler {
  return (req, res, next) => {
    const path = req.baseUrl + req.path
    const methods = routes
      .filter((route) => isRouteAt(route, path))
      .map(({ method }) => method.toUpperCase())
    if (methods.length === 0) return next()
    res.setHeader('Allow', [...(methods.includes('GET') ? ['HEAD'] : []), ...methods].join(', '))
    next(new AppError('method_not_allowed'))
  }
}

import type { RequestHandler } from 'express'
import { AppError } from '../appError.ts'

interface KnownRoute {
  readonly method: string
  readonly path: string
}

/** For an address that exists, asked in a way that does not: says which ways there are. */
export function methodNotAllowed(routes: readonly KnownRoute[]): RequestHandler {
  return (req, res, next) => {
    const path = req.baseUrl + req.path
    const methods = routes
      .filter((route) => isAt(route, path))
      .map(({ method }) => method.toUpperCase())
    if (methods.length === 0) return next()
    res.setHeader('Allow', [...(methods.includes('GET') ? ['HEAD'] : []), ...methods].join(', '))
    next(new AppError('method_not_allowed'))
  }
}

function isAt({ path: template }: KnownRoute, path: string): boolean {
  const segments = path.split('/')
  const expected = template.split('/')
  return (
    segments.length === expected.length &&
    expected.every((segment, index) => segment.startsWith('{') || segment === segments[index])
  )
}

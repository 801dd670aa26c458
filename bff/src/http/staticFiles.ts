import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Request, RequestHandler } from 'express'
import sirv from 'sirv'
import { AppError } from '../appError.ts'

/** The built page. Unknown addresses without a file extension are the page's own and get its index. */
export function staticFiles(webDir: string): RequestHandler {
  if (!existsSync(join(webDir, 'index.html'))) return notBuilt
  const serve = sirv(webDir, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(res, path) {
      // Vite writes a hash of the content into the name of everything below assets/.
      res.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  return (req, res, next) => {
    const path = decodePath(req.path)
    if (!isReading(req) || path === null || isNeverStatic(path))
      return next(new AppError('not_found'))
    // The library knows what was there at the start: of a page that is being built anew it would open what is gone.
    if (!existsSync(join(webDir, hasExtension(path) ? path : 'index.html')))
      return next(new AppError('not_found'))
    // Ranges are for films; the library answers some of them with an error.
    delete req.headers.range
    serve(req, res, () => {
      if (!isNavigation(req, path)) return next(new AppError('not_found'))
      req.url = '/'
      serve(req, res, () => next(new AppError('not_found')))
    })
  }
}

const notBuilt: RequestHandler = (req, res, next) => {
  if (!isReading(req) || req.path !== '/') return next(new AppError('not_found'))
  res.status(503).type('text/plain').set('Cache-Control', 'no-store')
  res.send('The page of Skrin is not built yet. Run: npx --yes pnpm@12 build\n')
}

function isReading(req: Request): boolean {
  return req.method === 'GET' || req.method === 'HEAD'
}

/** As the file library will read it; null when it cannot be read. */
function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path).replaceAll('\\', '/').replace(/\/+/g, '/')
  } catch {
    // Not UTF-8 behind the percent signs: there is no such file.
    return null
  }
}

/** However it is spelled: the API never answers with a page, and what helps only an attacker is not there. */
function isNeverStatic(path: string): boolean {
  return (
    /^\/api(\/|$)/i.test(path) ||
    path.endsWith('.map') ||
    path.split('/').some((part) => part.startsWith('.'))
  )
}

function isNavigation(req: Request, path: string): boolean {
  const mode = req.get('sec-fetch-mode')
  return (
    !hasExtension(path) &&
    (mode === undefined || mode === 'navigate') &&
    req.accepts('html') === 'html'
  )
}

function hasExtension(path: string): boolean {
  return path.slice(path.lastIndexOf('/')).includes('.')
}

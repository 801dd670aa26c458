import type { RequestHandler } from 'express'
import { pageStyleSource } from '../pages/pageStyle.ts'

const policy = [
  "default-src 'none'",
  `style-src ${pageStyleSource}`,
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/**
 * For a page that the BFF renders itself: no script from anywhere, nothing kept. Of a page with `no-referrer` a browser
 * sends a form with `Origin: null` (Fetch §4.4), which could not be told from another site's: this one names its own origin.
 */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('Content-Security-Policy', policy)
  res.setHeader('Referrer-Policy', 'same-origin')
  res.setHeader('Cache-Control', 'no-store')
  next()
}

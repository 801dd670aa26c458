import type { RequestHandler } from 'express'

/** Answers of the API are one member's: no cache may keep them. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store')
  next()
}

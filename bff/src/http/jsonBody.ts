import express from 'express'
import type { RequestHandler } from 'express'
import { AppError } from '../appError.ts'

/** Other content types can be sent cross-site without a preflight; nothing here reads them. */
export const refuseOtherBodies: RequestHandler = (req, _res, next) => {
  const isEmpty =
    req.headers['transfer-encoding'] === undefined && (req.headers['content-length'] ?? '0') === '0'
  next(isEmpty || req.is('application/json') ? undefined : new AppError('bad_request'))
}

/** No inflating: no client of ours compresses, and a bomb never gets to be measured. */
export const jsonBody = express.json({ limit: '100kb', inflate: false, type: 'application/json' })

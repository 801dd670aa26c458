import type { IncomingHttpHeaders } from 'node:http'
import express from 'express'
import type { RequestHandler } from 'express'
import { AppError } from '../appError.ts'

/** Other content types can be sent cross-site without a preflight; nothing here reads them. */
export const refuseOtherBodies: RequestHandler = (req, _res, next) => {
  const isReadable = !hasBody(req.headers) || req.is('application/json')
  next(isReadable ? undefined : new AppError('bad_request'))
}

export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

/** No inflating: no client of ours compresses, and a bomb never gets to be measured. */
export const jsonBody = express.json({ limit: '100kb', inflate: false, type: 'application/json' })

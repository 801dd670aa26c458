import express from 'express'
import type { RequestHandler } from 'express'
import { AppError } from '../appError.ts'

const TYPE = 'application/x-www-form-urlencoded'

const parse = express.urlencoded({
  extended: false,
  limit: '16kb',
  inflate: false,
  parameterLimit: 20,
  type: TYPE,
})

/** The fields of a form; nothing else in a body is read. */
export const formBody: readonly RequestHandler[] = [
  (req, _res, next) => next(req.is(TYPE) ? undefined : new AppError('bad_request')),
  parse,
]

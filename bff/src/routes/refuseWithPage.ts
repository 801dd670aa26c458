import type { ErrorRequestHandler } from 'express'
import type { ProblemCode } from '@skrin/shared/problems'
import { AppError } from '../appError.ts'
import { endedWith, reference } from '../http/requestLog.ts'
import { toQuery } from '../pages/look.ts'
import { renderRefusal } from '../pages/bankClientPage/renderRefusal.ts'
import type { Refusal } from '../pages/bankClientPage/renderRefusal.ts'
import { lookOf } from './lookOf.ts'

/** A person is in front of it: whoever is not signed in goes there, and the rest is a page that says why. */
export const refuseWithPage: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (!(error instanceof AppError)) return next(error)
  endedWith.set(res, error.code)
  const look = lookOf(req)
  const href = `/bank-clients/${bankOf(req.path)}?${toQuery(look)}`
  if (error.code === 'unauthenticated')
    return res.redirect(303, `/sign-in?${new URLSearchParams({ to: href }).toString()}`)
  const page = { refusal: toRefusal(error.code), href, reference: reference.get(res) }
  res.status(error.status).type('html').send(renderRefusal(look, page))
}

/** Only what could be a bank: nothing else of an address goes into another one. */
function bankOf(path: string): string {
  return /^\/bank-clients\/([a-z][a-z0-9]{1,30})$/.exec(path)?.[1] ?? ''
}

function toRefusal(code: ProblemCode): Refusal {
  if (code === 'forbidden') return 'forbidden'
  if (code === 'not_found') return 'notFound'
  return code === 'cross_site' || code === 'bad_request' ? 'expired' : 'failed'
}

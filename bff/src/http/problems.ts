import type { ServerResponse } from 'node:http'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Problem } from '@skrin/shared/api/problem'
import { instantMs } from '@skrin/shared/dates'
import type { ProblemCode } from '@skrin/shared/problems'
import { AppError, statusOf } from '../appError.ts'
import { BankError } from '../banks/bankError.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { DatabaseUnavailableError } from '../store/databaseUnavailableError.ts'
import { endedWith, reference } from './requestLog.ts'

/** Where no route answered. */
export const notFound: RequestHandler = (_req, _res, next) => next(new AppError('not_found'))

/**
 * Every error leaves here as a problem (RFC 9457): a code, a reference, and nothing of an upstream, a query or a stack.
 */
export function problemHandler(deps: Deps): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const isAnswered = res.headersSent
    endedWith.set(res, answerProblem(deps, { res, reference: reference.get(res) }, error))
    if (isAnswered) next()
  }
}

interface Deps {
  readonly log: Log
  readonly clock: Clock
}

/** Ends the request, and says with which problem. */
export function answerProblem(
  { log, clock }: Deps,
  { res, reference: id }: { res: ServerResponse; reference: string },
  error: unknown,
): ProblemCode {
  const problem = toProblem(error, id)
  logFailure(log, { error, problem })
  // Half an answer must not look like a whole one.
  if (res.headersSent) res.destroy()
  else sendProblem(res, problem, clock)
  return problem.code
}

function sendProblem(res: ServerResponse, problem: Problem, clock: Clock): void {
  if (problem.retryAt !== undefined) {
    const seconds = Math.ceil((instantMs(problem.retryAt) - clock.now()) / 1000)
    res.setHeader('Retry-After', String(Math.max(1, seconds)))
  }
  res.removeHeader('Content-Encoding')
  res.setHeader('Cache-Control', 'no-store')
  const body = Buffer.from(JSON.stringify(problem))
  res.statusCode = problem.status
  res.setHeader('Content-Type', 'application/problem+json; charset=utf-8')
  res.setHeader('Content-Length', body.length)
  res.end(body)
}

function toProblem(error: unknown, id: string): Problem {
  const appError = toAppError(error)
  const { code, field, retryAt } = appError
  const { line, reason } = appError instanceof AppError ? appError : {}
  return {
    type: `urn:skrin:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status: statusOf(code),
    code,
    reference: id,
    ...(field !== undefined && { field }),
    ...(retryAt !== undefined && { retryAt }),
    ...(line !== undefined && { line }),
    ...(reason !== undefined && { reason }),
  }
}

function toAppError(error: unknown): AppError | BankError {
  if (error instanceof AppError || error instanceof BankError) return error
  if (error instanceof DatabaseUnavailableError)
    return new AppError('unavailable', { cause: error })
  const status = statusOfRequestError(error)
  if (status === 413) return new AppError('payload_too_large', { cause: error })
  if (status !== undefined) return new AppError('bad_request', { cause: error })
  return new AppError('internal', { cause: error })
}

/** Express and its body parser mark what the client did wrong with a 4xx of their own. */
function statusOfRequestError(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number')
    return undefined
  return error.status >= 400 && error.status < 500 ? error.status : undefined
}

/** Ours is an error, a bank's is a warning, a client's is only in the request's own line. */
function logFailure(log: Log, { error, problem }: { error: unknown; problem: Problem }): void {
  const fields = {
    event: 'request.failed',
    reference: problem.reference ?? '',
    code: problem.code,
    error,
  }
  const isBanks =
    error instanceof BankError || (error instanceof AppError && error.cause instanceof BankError)
  if (isBanks) log.warn(fields)
  else if (problem.status >= 500) log.error(fields)
}

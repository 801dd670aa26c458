import * as v from 'valibot'
import type { Request } from 'express'
import type { Presence } from '../banks/bank.ts'
import { AppError } from '../appError.ts'

/** @throws AppError bad_request naming the first field that does not fit */
export function parseRequest<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const field = v.getDotPath(result.issues[0])
  throw new AppError('bad_request', field === null ? {} : { field })
}

/** The person at the screen, as banks may be told: every request to these routes is made by a page in use. */
export function presenceOf(request: Request): Presence {
  return { ip: request.ip ?? '127.0.0.1', userAgent: request.get('user-agent')?.slice(0, 200) ?? null }
}

import * as v from 'valibot'
import { AppError } from '../appError.ts'

/** @throws AppError bad_request, naming the field that is wrong and never its value */
export function parseRequest<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value, { abortEarly: true })
  if (parsed.success) return parsed.output
  const field = v.getDotPath(parsed.issues[0])
  throw new AppError('bad_request', field === null ? {} : { field })
}

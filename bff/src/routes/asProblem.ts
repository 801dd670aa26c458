import { AppError } from '../appError.ts'
import { BankError } from '../banks/bankError.ts'

/** A bank that fails fails this request; there is no list around it to stay. */
export async function asProblem<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking
  } catch (cause) {
    if (!(cause instanceof BankError)) throw cause
    const { field, retryAt } = cause
    throw new AppError(cause.code, {
      cause,
      ...(field !== undefined && { field }),
      ...(retryAt !== undefined && { retryAt }),
    })
  }
}

import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { BankError } from '../banks/bankError.ts'

/** What a failed OAuth exchange means for the connection. Only the standard codes of RFC 6749 §5.2 end a grant. */
export function toOAuthBankError(error: unknown): BankError {
  const inner = findBankError(error)
  if (inner) return inner
  if (error instanceof ResponseBodyError) return fromBody(error)
  if (error instanceof AuthorizationResponseError) {
    // Thrown after `state` and `iss` were found right (RFC 9207 §2.4), so this is the bank's own word.
    return new BankError(error.error === 'access_denied' ? 'connect_denied' : 'bank_refused', {
      cause: error,
    })
  }
  if (error instanceof ClientError) {
    return new BankError('bank_wrong_answer', { field: '(token answer)', cause: error })
  }
  return new BankError('bank_unreachable', { cause: error })
}

function fromBody(error: ResponseBodyError): BankError {
  const { status } = error
  switch (error.error) {
    case 'invalid_grant':
      return new BankError('reconnect_needed', { status, cause: error })
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_scope':
      return new BankError('bank_client_invalid', { status, cause: error })
    default:
      return new BankError('bank_refused', { status, cause: error })
  }
}

function findBankError(error: unknown): BankError | null {
  let current = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    if (current instanceof BankError) return current
    current = current.cause
  }
  return null
}

import type { Instant } from '@skrin/shared/brand'
import { assertNever } from '@skrin/shared/assertNever'
import type { FileReason } from '@skrin/shared/api/files'
import type { ProblemCode } from '@skrin/shared/problems'
import type { TransferIssue } from '@skrin/shared/transferOrders/checkTransfer'

export interface AppErrorDetails extends ErrorOptions {
  readonly field?: string
  readonly retryAt?: Instant
  /** Of `file_unreadable`. */
  readonly line?: number
  /** Of `file_unreadable` and `transfer_invalid`. */
  readonly reason?: FileReason | TransferIssue
}

/** A request that ends with a problem. `code` is all that the browser learns; `cause` is for the log. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ProblemCode
  readonly status: number
  readonly field: string | undefined
  readonly retryAt: Instant | undefined
  readonly line: number | undefined
  readonly reason: FileReason | TransferIssue | undefined

  constructor(code: ProblemCode, details: AppErrorDetails = {}) {
    super(code, details)
    this.code = code
    this.status = statusOf(code)
    this.field = details.field
    this.retryAt = details.retryAt
    this.line = details.line
    this.reason = details.reason
  }
}

/** The HTTP status that each problem has, in one place. */
export function statusOf(code: ProblemCode): number {
  switch (code) {
    case 'bad_request':
    case 'password_too_short':
    case 'password_too_common':
    case 'passkey_invalid':
      return 400
    case 'unauthenticated':
    case 'invalid_credentials':
    case 'second_factor_needed':
    case 'second_factor_invalid':
    case 'passkey_unknown':
      return 401
    case 'forbidden':
    case 'step_up_needed':
    case 'invite_invalid':
    case 'sso_failed':
    case 'sso_not_linked':
    case 'cross_site':
    case 'setup_code_invalid':
    case 'address_code_invalid':
    case 'connect_denied':
    case 'bank_path_not_allowed':
    case 'transfers_off':
      return 403
    case 'not_found':
      return 404
    case 'method_not_allowed':
      return 405
    case 'setup_needed':
    case 'setup_done':
    case 'reconnect_needed':
    case 'bank_not_configured':
    case 'name_taken':
    case 'member_has_connections':
    case 'last_sign_in_method':
    case 'passkey_known':
    case 'sso_taken':
    case 'import_over':
    case 'channel_missing':
    case 'transfer_limit':
    case 'transfer_unsettled':
    case 'transfer_over':
      return 409
    case 'connect_expired':
      return 410
    case 'payload_too_large':
      return 413
    case 'file_unreadable':
    case 'transfer_invalid':
      return 422
    case 'too_many_requests':
      return 429
    case 'internal':
      return 500
    case 'bank_client_invalid':
    case 'connect_failed':
    case 'bank_wrong_answer':
    case 'bank_refused':
    case 'bank_partial':
    case 'message_not_sent':
    case 'bank_unreachable':
      return 502
    case 'unavailable':
    case 'bank_unavailable':
    case 'bank_behind_unavailable':
    case 'bank_rate_limited':
    case 'bank_budget_spent':
      return 503
    case 'bank_timeout':
      return 504
    default:
      return assertNever(code)
  }
}

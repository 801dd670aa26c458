import * as v from 'valibot'
import type { Refusal, RefusalMeaning } from '../bank.ts'

const refusal = v.object({ error: v.string() })

/**
 * The `error` of an ErrorResponse (API reference): words of the service, whatever the status. What a bank behind it said
 * is in `message` and `detail`, in the bank's own words, and decides nothing here.
 */
const meanings: Readonly<Record<string, RefusalMeaning>> = {
  EXPIRED_SESSION: 'reconnect_needed',
  REVOKED_SESSION: 'reconnect_needed',
  CLOSED_SESSION: 'reconnect_needed',
  SESSION_DOES_NOT_EXIST: 'reconnect_needed',
  WRONG_SESSION_STATUS: 'reconnect_needed',
  // The bank wants the person to sign in anew.
  ASPSP_PSU_ACTION_REQUIRED: 'reconnect_needed',
  ASPSP_RATE_LIMIT_EXCEEDED: 'bank_rate_limited',
  ASPSP_ERROR: 'bank_behind_unavailable',
  ASPSP_TIMEOUT: 'bank_behind_unavailable',
  // What is registered in the Control Panel does not fit, or has not been activated.
  REDIRECT_URI_NOT_ALLOWED: 'bank_client_invalid',
  NO_ACCOUNTS_ADDED: 'bank_client_invalid',
  ACCESS_DENIED: 'bank_client_invalid',
  UNAUTHORIZED_IP: 'bank_client_invalid',
}

export function classifyRefusal({ body }: Pick<Refusal, 'body'>): RefusalMeaning | null {
  return v.is(refusal, body) && Object.hasOwn(meanings, body.error)
    ? (meanings[body.error] ?? null)
    : null
}

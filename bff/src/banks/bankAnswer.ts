import { toInstant } from '@skrin/shared/dates'
import type { Bank, BankCall } from './bank.ts'
import { BankError } from './bankError.ts'
import type { BankResponse } from './bankTransport.ts'
import { parseWireJson } from './wire.ts'
import type { WireJson } from './wire.ts'

const jsonType = /^application\/(?:[\w.+-]+\+)?json\b/i
const DEFAULT_RETRY_S = 60
const MAX_RETRY_S = 24 * 60 * 60

/**
 * The JSON of a good answer.
 * @throws BankError for every other status, and for a body that is not the JSON it should be
 */
export function readAnswer(
  bank: Bank,
  call: BankCall,
  { response, now }: { response: BankResponse; now: number },
): WireJson {
  const { status } = response
  if (status >= 200 && status < 300) return readJson(response)
  throw toRefusal(bank, call, { response, now })
}

function readJson(response: BankResponse): WireJson {
  const type = headerOf(response, 'content-type') ?? ''
  if (!jsonType.test(type))
    throw new BankError('bank_wrong_answer', { field: '(content type)', status: response.status })
  try {
    return parseWireJson(response.body.toString('utf8'))
  } catch (cause) {
    throw new BankError('bank_wrong_answer', {
      field: '(not JSON)',
      status: response.status,
      cause,
    })
  }
}

/** What a status other than 2xx means. 401 here: a fresh token was refused too. */
export function toRefusal(
  bank: Bank,
  call: BankCall,
  { response, now }: { response: BankResponse; now: number },
): BankError {
  const { status } = response
  const meaning = bank.classifyRefusal?.({ status, call, body: tryJson(response) }) ?? null
  if (meaning !== null) {
    if (meaning !== 'bank_rate_limited') return new BankError(meaning, { status })
    return new BankError(meaning, { status, retryAt: toInstant(now + retryAfterMs(response, now)) })
  }
  if (status === 401) {
    // Nobody gave out a token that was signed here: not the grant is wrong, but who signed it.
    const isSigned = typeof bank.auth.server === 'object'
    return new BankError(isSigned ? 'bank_client_invalid' : 'reconnect_needed', { status })
  }
  if (status === 429) {
    return new BankError('bank_rate_limited', {
      status,
      retryAt: toInstant(now + retryAfterMs(response, now)),
    })
  }
  if (status === 408 || status === 504) return new BankError('bank_timeout', { status })
  if (status >= 500) return new BankError('bank_unavailable', { status })
  if (status >= 300 && status < 400)
    return new BankError('bank_wrong_answer', { status, field: '(redirect)' })
  return new BankError('bank_refused', { status })
}

/** undefined: the body is no JSON. */
export function tryJson(response: BankResponse): WireJson | undefined {
  try {
    return readJson(response)
  } catch {
    // A refusal need not be JSON (a 401 can be the text `Unauthorized`); its status still counts.
    return undefined
  }
}

/** RFC 9110 §10.2.3: seconds or an HTTP date; a minute when absent or unreadable, never more than a day. */
export function retryAfterMs(response: Pick<BankResponse, 'headers'>, now: number): number {
  const text = headerOf(response, 'retry-after') ?? ''
  const fromDate = (Date.parse(text) - now) / 1000
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : Number.isFinite(fromDate)
      ? fromDate
      : DEFAULT_RETRY_S
  return Math.min(Math.max(seconds, 1), MAX_RETRY_S) * 1000
}

export function headerOf(
  response: Pick<BankResponse, 'headers'>,
  name: string,
): string | undefined {
  const value = response.headers[name]
  return typeof value === 'string' ? value : value?.[0]
}

import type { CustomFetch } from 'openid-client'
import { headerOf, retryAfterMs } from '../banks/bankAnswer.ts'
import { BankError } from '../banks/bankError.ts'
import type { BankTransport } from '../banks/bankTransport.ts'
import { toInstant } from '@skrin/shared/dates'
import type { Clock } from '../clock.ts'

const MAX_LIFETIME_S = 400 * 24 * 60 * 60

/**
 * The network as openid-client sees it: one bank's bounded transport, and the repairs that real token answers need. A
 * failing server never looks like a refused grant.
 */
export function createBankFetch({
  transport,
  clock,
}: {
  transport: BankTransport
  clock: Clock
}): CustomFetch {
  return async (url, options) => {
    const headers = Object.fromEntries(new Headers(options.headers))
    const body =
      options.body === undefined || options.body === null ? undefined : toText(options.body)
    const response = await transport.send({
      method: options.method,
      url: new URL(url),
      headers: { ...headers, accept: 'application/json' },
      ...(body !== undefined && { body }),
    })
    const { status } = response
    if (status === 429) {
      throw new BankError('bank_rate_limited', {
        status,
        retryAt: toInstant(clock.now() + retryAfterMs(response, clock.now())),
      })
    }
    if (status >= 500) throw new BankError('bank_unavailable', { status })
    if (status >= 300 && status < 400)
      throw new BankError('bank_wrong_answer', { status, field: '(redirect)' })
    // A Response of these statuses may have no body, not even an empty one.
    const answer = [204, 205].includes(status) ? null : repairTokenAnswer(response.body, status)
    return new Response(answer, {
      // Seen from a bank (2026-01) as the answer to a token request; RFC 6749 §5.1 knows only 200.
      status: status === 201 ? 200 : status,
      // No WWW-Authenticate: it would hide the `error` of the body, which says whether the client or the grant is refused.
      headers: { 'content-type': headerOf(response, 'content-type') ?? 'application/octet-stream' },
    })
  }
}

function toText(body: unknown): string {
  if (typeof body === 'string') return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new TypeError('openid-client sent a body that is no form')
}

/**
 * Nulls and absurd lifetimes are left out, a missing token type is `bearer`, and an ID token is dropped: who the person
 * is, is not asked of a bank.
 */
function repairTokenAnswer(body: Buffer, status: number): string {
  const text = body.toString('utf8')
  const answer = parseObject(text)
  if (status >= 300 || !answer || !('access_token' in answer)) return text
  const kept = Object.entries(answer).filter(([key, value]) => value !== null && key !== 'id_token')
  const repaired: Record<string, unknown> = Object.fromEntries(kept)
  repaired['token_type'] ??= 'bearer'
  if (!isLifetime(repaired['expires_in'])) delete repaired['expires_in']
  return JSON.stringify(repaired)
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    // Not JSON: openid-client says so in its own error.
    return null
  }
}

function isLifetime(value: unknown): boolean {
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return (
    typeof seconds === 'number' &&
    Number.isInteger(seconds) &&
    seconds > 0 &&
    seconds <= MAX_LIFETIME_S
  )
}

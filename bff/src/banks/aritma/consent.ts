import { toInstant } from '@skrin/shared/dates'
import type { BankApi, BankConsent, ConsentState } from '../bank.ts'
import { MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { createdConsentShape, wireConsent } from './wireShapes.ts'
import type { WireConsent } from './wireShapes.ts'

/** Default and maximum of the psd2 channel; "will be updated to 6 months" some day. */
const LONGEST_MS = 90 * 24 * 60 * 60 * 1000

/** One consent is one person at one bank, which is chosen on Aritma's page. */
export const consent: BankConsent = {
  async start(api, { redirectUrl, state }) {
    const answer = await api.fetchJson(calls.createConsent, {
      body: {
        channelType: 'psd2',
        redirectSettings: { success: redirectUrl, error: withState(redirectUrl, state) },
        state,
      },
    })
    const { consentId, redirectUrl: redirectTo } = parseWire(createdConsentShape, answer)
    return { consentId, redirectTo }
  },
  async fetch(api, consentId) {
    const answer = await api.fetchJson(calls.consent, { params: { consentId } })
    return toConsentState(api, parseWire(wireConsent, answer))
  },
}

/** Aritma adds the state on the way to `success`; for `error` it does not say so. */
function withState(redirectUrl: string, state: string): string {
  const url = new URL(redirectUrl)
  url.searchParams.set('state', state)
  return url.href
}

function toConsentState(api: BankApi, { status, expires }: WireConsent): ConsentState {
  switch (status.toLowerCase()) {
    case 'created':
    case 'started':
    case 'unknown': // Only in the schema of the events; the next asking will tell.
      return { status: 'pending', endsAt: null }
    case 'authorized':
      return toAuthorized(api.now(), expires)
    case 'expired':
    case 'revoked':
      return { status: 'ended', endsAt: null }
    default:
      throw new MappingError('status')
  }
}

/** Whether the answer says when it ends is not documented; without that, the longest that can be. */
function toAuthorized(now: number, expires: number | null): ConsentState {
  const endsAt = Math.min(expires ?? Infinity, now + LONGEST_MS)
  return { status: endsAt > now ? 'authorized' : 'ended', endsAt: toInstant(endsAt) }
}

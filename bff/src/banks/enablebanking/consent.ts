import { toInstant } from '@skrin/shared/dates'
import type { BankApi, BankConsent } from '../bank.ts'
import { BankError, MappingError } from '../bankError.ts'
import { parseWire } from '../wire.ts'
import { calls } from './calls.ts'
import { BANK_CHOICE } from './manifest.ts'
import { fetchBanks, readChoice, toChoice } from './offers.ts'
import type { ChosenBank } from './offers.ts'
import { createdSessionShape, startedShape } from './wireShapes.ts'

/** What every bank has to give (EU 2018/389 Art. 10a as of 2018), where the service does not say how long it is. */
const UNTOLD_S = 90 * 24 * 60 * 60
/** More than allowed is refused, by a hair too (422 WRONG_REQUEST_PARAMETERS, seen 2026-08): clocks and calls differ. */
const MARGIN_MS = 5 * 60_000

/** One session is one person at one bank. */
export const consent: BankConsent = {
  async start(api, { redirectUrl, state, choices }) {
    const bank = readChoice(choices[BANK_CHOICE] ?? '')
    // Chosen long ago and gone since, or never: the service would say the same.
    if (!bank) throw new BankError('bank_refused')
    const answer = await api.fetchJson(calls.startAuthorization, {
      body: {
        access: { balances: true, transactions: true, valid_until: await findEnd(api, bank) },
        aspsp: { name: bank.name, country: bank.country },
        state,
        redirect_url: redirectUrl,
        psu_type: 'personal',
      },
    })
    const { url } = parseWire(startedShape, answer)
    // The authorization's own id opens nothing: what the session has to be at is worth remembering.
    return { consentId: toChoice(bank), redirectTo: url }
  },
  /** The code is given out for consent, and works once. */
  async fetch(api, chosen, code) {
    if (code === null) return { status: 'ended', endsAt: null }
    const answer = await api.fetchJson(calls.createSession, { body: { code } })
    const { session_id: consentId, access, aspsp } = parseWire(createdSessionShape, answer)
    // A code that was given out at another bank: its accounts would stand under this one's name.
    if (aspsp && `${aspsp.country}/${aspsp.name}` !== chosen) {
      await endSession(api, consentId)
      throw new MappingError('aspsp')
    }
    return { status: 'authorized', endsAt: toInstant(access.valid_until), consentId }
  },
  end: endSession,
}

async function endSession(api: BankApi, sessionId: string): Promise<void> {
  await api.fetchJson(calls.endSession, { params: { sessionId } })
}

/** As long as the bank allows, to the second. @throws BankError for a bank that the service no longer has */
async function findEnd(api: BankApi, { country, name }: ChosenBank): Promise<string> {
  const bank = (await fetchBanks(api, country)).find((one) => one.name === name)
  if (!bank) throw new BankError('bank_refused')
  const validMs = (bank.maximum_consent_validity ?? UNTOLD_S) * 1000
  return toInstant(api.now() + Math.max(validMs - MARGIN_MS, validMs / 2))
}

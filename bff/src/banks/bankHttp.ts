import { randomUUID } from 'node:crypto'
import { localDateIn } from '@skrin/shared/dates'
import type { Bank, BankApi, BankCall, BankMemory, CallOptions, Presence } from './bank.ts'
import type { BankConfig } from '../config/config.ts'
import { readAnswer } from './bankAnswer.ts'
import { BankError } from './bankError.ts'
import type { BankResponse, BankTransport } from './bankTransport.ts'
import { matchCall, readLink, toCallUrl } from './callTemplate.ts'
import type { WireJson } from './wire.ts'

/** Where calls get their access token. `rejected`: the bank answered 401 to this one, so it must be another. */
export interface TokenSource {
  /** @throws BankError when there is none to be had */
  fetchToken(rejected?: string): Promise<string>
}

/** Keeps what the bank allows. */
export interface CallBudgetKeeper {
  /** @throws BankError bank_budget_spent or bank_rate_limited before anything is sent */
  reserve(call: BankCall, params: Readonly<Record<string, string>>): Promise<void>
  /** The bank itself asked for quiet. */
  noteRefusal(error: BankError): Promise<void>
}

export interface BankHttpOptions {
  readonly bank: Bank
  readonly config: BankConfig
  readonly transport: BankTransport
  readonly tokens: TokenSource
  readonly budget: CallBudgetKeeper
  readonly clock: { now(): number }
  readonly presence: Presence | null
  readonly consentId: string | null
  readonly memory?: BankMemory | undefined
}

/** The only way from the BFF to a bank's API: allow-listed calls, one token, a budget, bounded answers. */
export function createBankApi(options: BankHttpOptions): BankApi {
  const { bank, config, clock } = options
  const fetchJson = async (call: BankCall, callOptions: CallOptions = {}): Promise<WireJson> => {
    const response = await sendAllowed(options, call, callOptions)
    return readAnswer(bank, call, { response, now: clock.now() })
  }
  return {
    settings: config.settings,
    consentId: options.consentId,
    memory: options.memory,
    today: localDateIn(bank.manifest.timeZone, clock.now()),
    now: () => clock.now(),
    fetchJson: (call, callOptions) => noting(options, fetchJson(call, callOptions)),
    fetchLink(call, href) {
      const link = readLink(config.apiUrl, href)
      const match = link && matchCall([call], link.segments)
      if (!link || !match || [...link.query.keys()].some((key) => !call.query.includes(key))) {
        return Promise.reject(new BankError('bank_wrong_answer', { field: '(link)' }))
      }
      const query = Object.fromEntries(
        [...link.query.keys()].map((key) => [key, link.query.getAll(key)]),
      )
      return noting(options, fetchJson(call, { params: match.params, query }))
    },
  }
}

async function noting(options: BankHttpOptions, answer: Promise<WireJson>): Promise<WireJson> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof BankError) await options.budget.noteRefusal(error)
    throw error
  }
}

/** Sends with a fresh token; after a 401 once more with another one, for safe methods only (RFC 6750 §3.1). */
async function sendAllowed(
  options: BankHttpOptions,
  call: BankCall,
  callOptions: CallOptions,
): Promise<BankResponse> {
  if (!Object.values(options.bank.calls).includes(call))
    throw new BankError('bank_path_not_allowed')
  await options.budget.reserve(call, callOptions.params ?? {})
  const token = await options.tokens.fetchToken()
  const response = await sendOnce(options, call, { ...callOptions, token })
  if (response.status !== 401 || call.method !== 'GET') return response
  const another = await options.tokens.fetchToken(token)
  await options.budget.reserve(call, callOptions.params ?? {})
  return sendOnce(options, call, { ...callOptions, token: another })
}

/** @throws TypeError when the bank's folder names a setting that it does not have */
function toBaseUrl({ apiUrl, settings }: BankConfig, { base }: BankCall): string {
  if (base === undefined) return apiUrl
  const address = settings[base]
  if (address === undefined) throw new TypeError(`no setting ${base} to call`)
  return address
}

/** One exchange; whether it may be sent at all is for the caller to know. */
export function sendOnce(
  { bank, config, transport, presence, consentId }: BankHttpOptions,
  call: BankCall,
  { token, body, headers, ...target }: CallOptions & { token: string },
): Promise<BankResponse> {
  const context = { settings: config.settings, requestId: randomUUID(), consentId, presence }
  return transport.send({
    method: call.method,
    url: toCallUrl(toBaseUrl(config, call), call, target),
    headers: {
      ...bank.requestHeaders(context),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
      authorization: `Bearer ${token}`,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
}

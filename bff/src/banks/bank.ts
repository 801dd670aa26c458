import type { AccountKind } from '@skrin/shared/api/accounts'
import type { BankManifest, BankOption, Country } from '@skrin/shared/api/banks'
import type { Localized } from '@skrin/shared/api/primitives'
import type { Currency, Instant, LocalDate } from '@skrin/shared/brand'
import type { Money } from '@skrin/shared/money'
import type { BankTransfers, TransferAbility } from './bankTransfers.ts'
import type { WireJson } from './wire.ts'

/**
 * The contract between Skrin and one bank. A bank folder is data and pure functions: it names its endpoints, its
 * deviations from OAuth and how its answers are read. It never sees a client secret, a token, a session or the vault:
 * `BankApi` carries the token for it, keeps its call budget, refreshes after a 401 and turns failures into `BankError`.
 */
export interface Bank {
  readonly manifest: BankManifest
  /** Where the bank is unless configuration says otherwise; no trailing slash. */
  readonly defaults: { readonly authUrl: string; readonly apiUrl: string }
  /** Settings beside the common ones, read from `SKRIN_<BANK>_<NAME>`; a wrong one stops the start. */
  readonly settings: readonly BankSetting[]
  readonly auth: BankAuth
  /** What a person is told who enters a bank client of their own. */
  readonly clientForm: ClientForm
  /** Everything that reading may ever send to this bank's API. What is not here cannot leave the process. */
  readonly calls: Readonly<Record<string, BankCall>>
  /** Headers of every API call beside Authorization; also used by the raw pass-through. */
  requestHeaders(context: RequestContext): Record<string, string>
  /** How far back a first visit asks, and in what steps it then goes on. */
  readonly history: BankHistory
  /**
   * What stands for a Swedish bank in its IBANs (ISO 13616: three digits before the number); only where that number is the
   * whole one that the bank tells, clearing number and all. It is then the same account at a service that tells the IBAN.
   */
  readonly ibanCode?: string
  /** A refusal that has a meaning of its own at this bank, e.g. a withdrawn consent. null: the general reading. */
  readonly classifyRefusal?: (refusal: Refusal) => RefusalMeaning | null
  /** What can be chosen in the manifest's choice of `source: 'bank'`. */
  readonly offers?: BankOffers
  fetchAccounts(api: BankApi): Promise<FetchedAccounts>
  /** Moving money between own accounts, off until a person turns it on; absent: not at this bank. */
  readonly transfers?: BankTransfers
  /** Booked and pending rows of several accounts of one connection, booked from `request.from` on. */
  fetchTransactions(api: BankApi, request: TransactionsRequest): Promise<FetchedTransactions>
}

/** Options that only the bank knows, e.g. the banks that a service reads accounts at. */
export interface BankOffers {
  /** With a token of the bank client alone; asked seldom, because the answer is kept for hours. */
  fetchOptions(api: BankApi, country: Country): Promise<readonly BankOption[]>
  /** In which country's options a value has to be; null: it can be none of them. */
  countryOf(value: string): Country | null
}

export interface BankHistory {
  /** Days that the first visit asks for; a bank that has less says so. */
  readonly firstDays: number
  /** Days of each further question, which then names its last day too; null: the first one gets all there is. */
  readonly windowDays: number | null
}

/** How a person gets a bank client, in the bank's own words. */
export interface ClientForm {
  /** What the bank calls its two halves. */
  readonly idName: Localized
  readonly secretName: Localized
  /** Where they come from, in one or two sentences. */
  readonly getting: Localized
  /** The bank's page for it; null where there is none for everybody. */
  readonly url: string | null
  /** Whether the bank wants to know beforehand where it will send the browser back to. */
  readonly wantsRedirectAddress: boolean
}

/** One method and path that may be called. `{name}` in the path is one segment, filled and encoded by `BankApi`. */
export interface BankCall {
  /** Among `Bank.calls` POST only where the bank made reading, or asking for consent, a POST. */
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: `/${string}`
  /** The setting that holds the address below which it lies; absent: the API address. */
  readonly base?: string
  /** The query keys that may be sent; a key that may repeat is given as an array of values. */
  readonly query: readonly string[]
  /** What budgets count together where the bank counts per operation, e.g. `transactions`. */
  readonly operation: string
  /** `service`: a service answers it by itself, so the limits of the banks behind it do not count it. */
  readonly answeredBy?: 'service'
  /** Whether scripts may call it through the raw pass-through; always false for POST and DELETE. */
  readonly passThrough: boolean
}

export interface BankSetting {
  /** Upper case, without prefix: `FIN_INST` is read from `SKRIN_SPAREBANK1_FIN_INST`. */
  readonly name: string
  /** A secret is also read from `…_FILE` and never printed. */
  readonly secret: boolean
  /** One line for the documentation and for `.env.example`. */
  readonly description: string
  readonly fallback?: string
  /** Holds an address, which has to be as good as `API_URL` and is read like it: no trailing slash. */
  readonly isAddress?: true
  /** Says what is wrong with a value, in words; null when it is fine. */
  readonly check?: (value: string) => string | null
}

/** Setting values by name; those not set and without fallback are absent. */
export type BankSettings = Readonly<Record<string, string | undefined>>

export interface BankAuth {
  readonly grant: (settings: BankSettings) => BankGrant
  /**
   * Endpoints below the configured address, or OpenID Connect discovery with the address as issuer; what tokens say of
   * themselves where they are `self_signed`.
   */
  readonly server: 'discovery' | SelfSignedTokens | ((authUrl: string) => AuthServer)
  /**
   * RFC 6749 §2.3.1; `client_secret_basic` form-encodes both halves first. `private_key`: the client's secret is an RSA
   * key of at least 2048 bits (PEM), which signs tokens and is never sent.
   */
  readonly clientAuthentication: 'client_secret_basic' | 'client_secret_post' | 'private_key'
  readonly scope: (settings: BankSettings) => string | undefined
  /** RFC 7636; off only with a documented reason. */
  readonly pkce: (settings: BankSettings) => boolean
  /** More query parameters for the authorization request, e.g. a preselected bank. */
  readonly authorizeParameters?: (options: {
    choices: Readonly<Record<string, string>>
    settings: BankSettings
  }) => Record<string, string>
  /** A PFX for mutual TLS, where configured: names of the settings that hold its file and passphrase. */
  readonly clientCertificate?: { readonly fileSetting: string; readonly passphraseSetting: string }
  /** When access ends unless renewed, from the token answer at connecting or refreshing; null: not told. */
  readonly renewBy?: (options: {
    answer: WireJson
    connectedAt: Instant
    now: Instant
  }) => Instant | null
  /** A consent that the person gives on a page of the bank after the token is there. */
  readonly consent?: BankConsent
}

/**
 * How a token comes about. RFC 6749 grants only, of which RFC 9700 forbids `password` and `implicit`; `self_signed`: no
 * grant at all, for the bank client signs its access tokens itself (a JWT, RS256) and a person gives access by a consent.
 */
export type BankGrant = 'authorization_code' | 'client_credentials' | 'self_signed'

/** Claims of RFC 7519; the header's `kid` is the bank client's id. */
export interface SelfSignedTokens {
  readonly issuer: string
  readonly audience: string
  readonly lifetimeMs: number
}

export interface AuthServer {
  readonly issuer: string
  readonly tokenEndpoint: string
  readonly authorizationEndpoint?: string
  /** RFC 7009. */
  readonly revocationEndpoint?: string
}

export interface BankConsent {
  start(api: BankApi, options: ConsentStart): Promise<StartedConsent>
  /**
   * `pending` is asked again a few times; `ended`: refused, expired or withdrawn. `code`: what the browser came back
   * with, for a bank that gives the consent out for it, once.
   */
  fetch(api: BankApi, consentId: string, code: string | null): Promise<ConsentState>
  /** Ends it at the bank, where the bank has a way. */
  readonly end?: (api: BankApi, consentId: string) => Promise<void>
}

export interface ConsentStart {
  readonly redirectUrl: string
  readonly state: string
  readonly choices: Readonly<Record<string, string>>
}

export interface StartedConsent {
  readonly consentId: string
  readonly redirectTo: string
}

export interface ConsentState {
  readonly status: 'pending' | 'authorized' | 'ended'
  readonly endsAt: Instant | null
  /** What it is called from now on, where that is not what it began as. */
  readonly consentId?: string
}

export interface RequestContext {
  readonly settings: BankSettings
  /** A fresh UUID for each request. */
  readonly requestId: string
  readonly consentId: string | null
  /** The person at the screen who asked for this, or null when nobody did (EU 2018/389 Art. 36(5)(b)). */
  readonly presence: Presence | null
}

export interface Presence {
  readonly ip: string
  readonly userAgent: string | null
}

export interface Refusal {
  readonly status: number
  readonly call: BankCall
  /** The parsed body, or undefined when it is not JSON. */
  readonly body: WireJson | undefined
}

/** `bank_behind_unavailable`: a service works, but the bank that it was to read at does not answer it. */
export type RefusalMeaning =
  | 'reconnect_needed'
  | 'bank_client_invalid'
  | 'bank_refused'
  | 'bank_timeout'
  | 'bank_unavailable'
  | 'bank_behind_unavailable'
  | 'bank_rate_limited'

export interface BankApi {
  readonly settings: BankSettings
  readonly consentId: string | null
  /** Today in the bank's time zone. */
  readonly today: LocalDate
  /** Absent before there is a connection. */
  readonly memory?: BankMemory | undefined
  now(): number
  /**
   * Calls the bank and parses the answer as JSON; numbers arrive as their digits, in strings.
   * @throws BankError for everything that is not a good answer
   */
  fetchJson(call: BankCall, options?: CallOptions): Promise<WireJson>
  /**
   * Follows a link from an answer, relative to the API address, if it fits the template of `call`; else a wrong answer.
   * Query keys of the link must be among `call.query`.
   */
  fetchLink(call: BankCall, href: string): Promise<WireJson>
}

/**
 * What a connection's bank does that others do not, and that costs a call to find out. Kept by this process alone: what is
 * forgotten is found out again.
 */
export interface BankMemory {
  /** False too while a person is there, when calls are not few: what was so once need not stay so. */
  has(habit: string): boolean
  note(habit: string, isSo: boolean): void
}

export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface BankAccount {
  /** What the folder finds the account by at the bank, e.g. its id in the bank's paths; best what outlives a renewal. */
  readonly key: string
  readonly name: string
  readonly number: string | null
  readonly iban: string | null
  readonly kind: AccountKind
  readonly currency: Currency
  /** Booked, negative when money is owed: cards and loans are turned to this by the mapping. */
  readonly balance: Money | null
  readonly available: Money | null
  readonly holder: string | null
  readonly closed: boolean
  /** Which end of a transfer it can be, where the bank has transfers. */
  readonly transfer?: TransferAbility
}

export interface FetchedAccounts {
  readonly accounts: readonly BankAccount[]
  /** False when the bank said, or left visible, that something is missing: nothing is then taken away. */
  readonly complete: boolean
}

export interface TransactionsRequest {
  readonly accounts: readonly Pick<BankAccount, 'key' | 'number' | 'currency' | 'kind'>[]
  /** The first day wanted, inclusive. */
  readonly from: LocalDate
  /** The last day wanted, where the bank's `history` has windows; absent: up to now. More than wanted may be given. */
  readonly to?: LocalDate
}

export interface FetchedTransactions {
  readonly accounts: readonly AccountTransactions[]
}

export interface AccountTransactions {
  readonly key: string
  /** All booked rows from `coveredFrom` to now, any order. */
  readonly booked: readonly BankTransaction[]
  /** All pending rows there are now: they replace the ones known before. */
  readonly pending: readonly BankTransaction[]
  /** From which day on `booked` is whole; later than asked when the bank does not go further back. */
  readonly coveredFrom: LocalDate
  /** False: a partial answer; what it has is added, nothing is taken away. */
  readonly complete: boolean
}

export interface BankTransaction {
  readonly bookingDate: LocalDate
  readonly valueDate: LocalDate | null
  /** Negative is money out, for every kind of account. */
  readonly amount: Money
  /** Cleaned for reading. */
  readonly text: string
  /** As the bank wrote it. */
  readonly bankText: string
  readonly counterparty: { readonly name: string | null; readonly account: string | null } | null
  readonly original: { readonly amount: Money; readonly rate: string | null } | null
  readonly kind: string | null
  /** The bank's id, a hint only: banks change it between calls, versions and on booking. */
  readonly bankId: string | null
  /** The row as the bank sent it. */
  readonly wire: WireJson
}

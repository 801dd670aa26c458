import * as v from 'valibot'
import { wireDate, wireDecimal, wireInteger, wireText } from '../wire.ts'

// Shapes after the API reference at enablebanking.com/docs/api (2026-11) and what its clients read: what neither makes
// certain, and Skrin can do without, is optional here.

/** A plain path segment. */
const identifier = v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/))

const moment = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((ms) => Number.isFinite(ms) && Math.abs(ms) < 8.64e15, 'not a moment'),
)

const LONGEST_CONSENT_S = 10 * 365 * 24 * 60 * 60
/** Many times those of all countries together. */
const MOST_BANKS = 10_000

const aspsp = v.object({
  name: v.string(),
  country: v.string(),
  /** Seconds; what cannot be meant counts as not told. */
  maximum_consent_validity: v.pipe(
    v.nullish(wireInteger, null),
    v.transform((s) => (s !== null && s > 0 && s <= LONGEST_CONSENT_S ? s : null)),
  ),
  beta: v.nullish(v.boolean(), false),
})
export type WireAspsp = v.InferOutput<typeof aspsp>
export const aspspsShape = v.object({ aspsps: v.pipe(v.array(aspsp), v.maxLength(MOST_BANKS)) })

export const startedShape = v.object({
  url: v.pipe(v.string(), v.check(isBankPage, 'neither https nor loopback')),
})

/** The browser is sent there: nothing but https, or http on this machine, where the sandbox is. */
function isBankPage(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback)
}

const access = v.object({ valid_until: moment })

export const createdSessionShape = v.object({
  session_id: identifier,
  access,
  aspsp: v.nullish(v.object({ name: v.string(), country: v.string() }), null),
})

const sessionAccount = v.object({
  uid: identifier,
  /** The same for the account's number in every session of this application. */
  identification_hash: wireText,
})
export type WireSessionAccount = v.InferOutput<typeof sessionAccount>

export const sessionShape = v.object({
  status: v.string(),
  // Some answers have only ids, in `accounts`.
  accounts: v.nullish(v.array(identifier), []),
  accounts_data: v.nullish(v.array(sessionAccount), []),
})

const otherNumber = v.nullish(v.object({ identification: wireText, scheme_name: wireText }), null)
const accountNumber = v.nullish(v.object({ iban: wireText, other: otherNumber }), null)
export type WireAccountNumber = v.InferOutput<typeof accountNumber>

export const detailsShape = v.object({
  account_id: accountNumber,
  all_account_ids: v.nullish(
    v.array(v.object({ identification: wireText, scheme_name: wireText })),
    [],
  ),
  /** Of the holders, not of the account. */
  name: wireText,
  /** What the person, or the bank, calls the account. */
  details: wireText,
  product: wireText,
  cash_account_type: wireText,
  currency: v.string(),
})
export type WireDetails = v.InferOutput<typeof detailsShape>

const amount = v.object({ amount: wireDecimal, currency: v.string() })
export type WireAmount = v.InferOutput<typeof amount>

const balance = v.object({ balance_type: v.string(), balance_amount: amount })
export type WireBalance = v.InferOutput<typeof balance>
export const balancesShape = v.object({ balances: v.array(balance) })

const party = v.nullish(v.object({ name: wireText }), null)
export type WireParty = v.InferOutput<typeof party>

export const transactionShape = v.object({
  entry_reference: wireText,
  transaction_id: wireText,
  transaction_amount: amount,
  credit_debit_indicator: wireText,
  status: v.string(),
  booking_date: v.nullish(wireDate, null),
  value_date: v.nullish(wireDate, null),
  transaction_date: v.nullish(wireDate, null),
  creditor: party,
  creditor_account: accountNumber,
  debtor: party,
  debtor_account: accountNumber,
  remittance_information: v.nullish(v.array(v.string()), []),
  note: wireText,
  bank_transaction_code: v.nullish(v.object({ description: wireText, code: wireText }), null),
  exchange_rate: v.nullish(
    v.object({ exchange_rate: wireText, instructed_amount: v.nullish(amount, null) }),
    null,
  ),
})
export type WireTransaction = v.InferOutput<typeof transactionShape>

export const pageShape = v.object({
  transactions: v.nullish(v.array(v.unknown()), []),
  continuation_key: wireText,
})
